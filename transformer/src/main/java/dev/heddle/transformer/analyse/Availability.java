// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Where a debugger may show a variable. After a suspension, those that nobody needs any more are not there; so a variable is available where, on every way, it has been
 * written or kept since the last suspension. A forward dataflow, whose ways meet in what all of them have.
 */
final class Availability {

    private final ControlFlow flow;
    private final Map<AbstractInsnNode, BitSet> keptAt = new HashMap<>();
    private final @Nullable BitSet[] in;
    private final boolean hasReceiver;

    private Availability(MethodNode method, ControlFlow flow, List<Site> sites) {
        this.flow = flow;
        this.in = new BitSet[flow.blocks().size()];
        this.hasReceiver = (method.access & Opcodes.ACC_STATIC) == 0;
        for (Site site : sites) {
            if (site.suspends()) {
                keptAt.put(site.insn(), site.kept());
            }
        }
        BitSet arguments = new BitSet();
        arguments.set(0, (Type.getArgumentsAndReturnSizes(method.desc) >> 2) - (hasReceiver ? 0 : 1));
        solve(arguments);
    }

    static Availability of(MethodNode method, ControlFlow flow, List<Site> sites) {
        return new Availability(method, flow, sites);
    }

    private void solve(BitSet atEntry) {
        Deque<Integer> work = new ArrayDeque<>();
        meet(0, atEntry, work);
        while (!work.isEmpty()) {
            ControlFlow.Block block = flow.blocks().get(work.removeFirst());
            BitSet now = copyIn(block);
            BitSet least = (BitSet) now.clone();
            for (int i = block.first(); i < block.end(); i++) {
                step(flow.code().get(i), now);
                least.and(now);
            }
            block.next().forEach(next -> meet(next, now, work));
            block.handlers().forEach(handler -> meet(handler, least, work));
        }
    }

    private BitSet copyIn(ControlFlow.Block block) {
        BitSet before = in[block.index()];
        return before == null ? new BitSet() : (BitSet) before.clone();
    }

    private void meet(int block, BitSet state, Deque<Integer> work) {
        BitSet before = in[block];
        BitSet after = (BitSet) state.clone();
        if (before != null) {
            after.and(before);
        }
        if (!after.equals(before)) {
            in[block] = after;
            work.add(block);
        }
    }

    private void step(AbstractInsnNode insn, BitSet available) {
        BitSet kept = keptAt.get(insn);
        if (kept != null) {
            boolean self = hasReceiver && available.get(0);
            available.and(kept);
            available.set(0, self || available.get(0));
        } else if (insn instanceof VarInsnNode access
                && access.getOpcode() >= Opcodes.ISTORE
                && access.getOpcode() <= Opcodes.ASTORE) {
            available.set(access.var);
        }
    }

    /**
     * Finds the stretches of code in which a variable is available.
     *
     * @param slot its slot
     * @param start the index of the first instruction of its scope
     * @param end the index after the last
     * @return pairs of indices, the second one exclusive
     */
    List<int[]> stretches(int slot, int start, int end) {
        List<int[]> found = new ArrayList<>();
        int since = -1;
        int i = start;
        while (i < end) {
            ControlFlow.Block block = flow.blockAt(flow.code().get(i));
            BitSet now = copyIn(block);
            for (int j = block.first(); j < Math.min(block.end(), end); j++) {
                boolean available = now.get(slot);
                if (j >= start && available && since < 0) {
                    since = j;
                } else if (since >= 0 && !available) {
                    found.add(new int[] {since, j});
                    since = -1;
                }
                step(flow.code().get(j), now);
            }
            i = block.end();
        }
        if (since >= 0) {
            found.add(new int[] {since, end});
        }
        return found;
    }
}
