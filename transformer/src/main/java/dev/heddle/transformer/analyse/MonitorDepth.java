// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * How many monitors the method may hold at an instruction: the most over all ways that lead there. An instruction that throws has not run yet, so the handler of a
 * {@code monitorexit} still counts the monitor.
 */
public final class MonitorDepth {

    private final ControlFlow flow;
    private final int[] atStart;

    private MonitorDepth(ControlFlow flow, int[] atStart) {
        this.flow = flow;
        this.atStart = atStart;
    }

    /**
     * Counts.
     *
     * @param flow the method's blocks
     * @return the depths
     */
    public static MonitorDepth of(ControlFlow flow) {
        int[] atStart = new int[flow.blocks().size()];
        MonitorDepth depth = new MonitorDepth(flow, atStart);
        boolean any = false;
        for (AbstractInsnNode insn : flow.code()) {
            any |= insn.getOpcode() == Opcodes.MONITORENTER;
        }
        if (any) {
            depth.solve();
        }
        return depth;
    }

    private void solve() {
        Arrays.fill(atStart, -1);
        atStart[0] = 0;
        Deque<Integer> work = new ArrayDeque<>();
        work.add(0);
        int most = 0;
        for (AbstractInsnNode insn : flow.code()) {
            most += insn.getOpcode() == Opcodes.MONITORENTER ? 1 : 0;
        }
        while (!work.isEmpty()) {
            ControlFlow.Block block = flow.blocks().get(work.removeFirst());
            int depth = atStart[block.index()];
            for (int i = block.first(); i < block.end(); i++) {
                for (int handler : block.handlers()) {
                    raise(handler, depth, most, work);
                }
                depth = after(flow.code().get(i), depth);
            }
            for (int next : block.next()) {
                raise(next, depth, most, work);
            }
        }
    }

    /** The bound keeps code that enters more monitors than it leaves in a loop, which no compiler makes, from raising for ever. */
    private void raise(int block, int depth, int most, Deque<Integer> work) {
        int bounded = Math.min(depth, most);
        if (bounded > atStart[block]) {
            atStart[block] = bounded;
            work.add(block);
        }
    }

    private static int after(AbstractInsnNode insn, int depth) {
        return switch (insn.getOpcode()) {
            case Opcodes.MONITORENTER -> depth + 1;
            case Opcodes.MONITOREXIT -> Math.max(0, depth - 1);
            default -> depth;
        };
    }

    /**
     * Gives the depth before an instruction.
     *
     * @param insn an instruction
     * @return how many monitors may be held
     */
    public int before(AbstractInsnNode insn) {
        ControlFlow.Block block = flow.blockAt(insn);
        int depth = Math.max(0, atStart[block.index()]);
        for (AbstractInsnNode each = flow.code().get(block.first()); each != insn; each = each.getNext()) {
            depth = after(each, depth);
        }
        return depth;
    }
}
