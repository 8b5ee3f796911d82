// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which local variables are still needed, by the usual backward dataflow over blocks: a variable is live where some way leads to a read with no write before it. An
 * exception may leave a block anywhere, so what a handler needs is live all through the blocks that it covers.
 *
 * <p>A worklist in postorder visits each block about once for each level of loops around it.
 */
public final class Liveness {

    private final ControlFlow flow;
    private final List<BitSet> liveIn;

    private Liveness(ControlFlow flow, List<BitSet> liveIn) {
        this.flow = flow;
        this.liveIn = liveIn;
    }

    /**
     * Solves the dataflow.
     *
     * @param flow the method's blocks
     * @return what is live
     */
    public static Liveness of(ControlFlow flow) {
        int size = flow.blocks().size();
        List<BitSet> liveIn = new ArrayList<>(size);
        List<List<Integer>> before = new ArrayList<>(size);
        for (int b = 0; b < size; b++) {
            liveIn.add(new BitSet());
            before.add(new ArrayList<>(2));
        }
        Deque<Integer> work = new ArrayDeque<>();
        BitSet queued = new BitSet();
        for (ControlFlow.Block block : flow.blocks()) {
            flow.successors(block).forEach(next -> before.get(next).add(block.index()));
            work.addFirst(block.index());
            queued.set(block.index());
        }
        Liveness liveness = new Liveness(flow, liveIn);
        while (!work.isEmpty()) {
            int b = work.removeFirst();
            queued.clear(b);
            ControlFlow.Block block = flow.blocks().get(b);
            BitSet now = liveness.before(block, block.first());
            if (!now.equals(liveIn.get(b))) {
                liveIn.set(b, now);
                for (int p : before.get(b)) {
                    if (!queued.get(p)) {
                        queued.set(p);
                        work.addLast(p);
                    }
                }
            }
        }
        return liveness;
    }

    /**
     * Tells what is live where an instruction has run, or has thrown.
     *
     * @param insn an instruction
     * @return the variables' slots; a long or double by its first
     */
    public BitSet after(AbstractInsnNode insn) {
        return before(flow.blockAt(insn), flow.code().indexOf(insn) + 1);
    }

    /**
     * Tells what is live before an instruction.
     *
     * @param insn an instruction
     * @return the variables' slots; a long or double by its first
     */
    public BitSet before(AbstractInsnNode insn) {
        return before(flow.blockAt(insn), flow.code().indexOf(insn));
    }

    private BitSet before(ControlFlow.Block block, int index) {
        BitSet live = new BitSet();
        block.next().forEach(next -> live.or(liveIn.get(next)));
        BitSet onException = new BitSet();
        block.handlers().forEach(handler -> onException.or(liveIn.get(handler)));
        live.or(onException);
        for (int i = block.end() - 1; i >= index; i--) {
            AbstractInsnNode insn = flow.code().get(i);
            if (insn instanceof VarInsnNode access) {
                boolean read = access.getOpcode() <= Opcodes.ALOAD;
                live.set(access.var, read || onException.get(access.var));
            } else if (insn instanceof IincInsnNode increment) {
                live.set(increment.var);
            }
        }
        return live;
    }
}
