// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds the loops that each block is in.
 *
 * <ol>
 *   <li>The strongly connected components of the blocks (Tarjan, 1972, with a stack of its own since methods are long) are the outermost loops.
 *   <li>The header of a loop is the block through which it is entered from outside.
 *   <li>Without the ways back to the header, what is still strongly connected are the loops inside.
 * </ol>
 *
 * A loop with several entries, which javac never makes, gets the first of them as its header: it was not reducible before, and it is not worse after.
 */
public final class LoopFinder {

    private final ControlFlow flow;
    private final List<List<Integer>> next = new ArrayList<>();
    private final List<List<Integer>> before = new ArrayList<>();
    private final @Nullable Loop[] innermost;
    private final BitSet headers = new BitSet();

    private LoopFinder(ControlFlow flow) {
        this.flow = flow;
        int size = flow.blocks().size();
        this.innermost = new Loop[size];
        for (int b = 0; b < size; b++) {
            before.add(new ArrayList<>(2));
        }
        for (ControlFlow.Block block : flow.blocks()) {
            List<Integer> successors = flow.successors(block);
            next.add(successors);
            successors.forEach(s -> before.get(s).add(block.index()));
        }
    }

    /**
     * Finds the loops.
     *
     * @param flow the method's blocks
     * @return for each block the innermost loop that it is in, or null
     */
    public static @Nullable Loop[] innermostLoops(ControlFlow flow) {
        LoopFinder finder = new LoopFinder(flow);
        BitSet all = new BitSet();
        all.set(0, flow.blocks().size());
        finder.find(all, null);
        return finder.innermost;
    }

    private void find(BitSet within, @Nullable Loop outer) {
        for (BitSet component : components(within)) {
            Integer header = header(component);
            if (header == null) {
                continue;
            }
            LabelNode label =
                    (LabelNode) flow.code().get(flow.blocks().get(header).first());
            Loop loop = loop(component, header, label, outer);
            component.stream().forEach(b -> innermost[b] = loop);
            headers.set(header);
            BitSet inner = (BitSet) component.clone();
            inner.clear(header);
            find(inner, loop);
        }
    }

    private Loop loop(BitSet component, int header, LabelNode label, @Nullable Loop outer) {
        List<AbstractInsnNode> backJumps = new ArrayList<>();
        boolean repeatedByJumps = true;
        for (int p : before.get(header)) {
            if (component.get(p)) {
                AbstractInsnNode last = flow.code().get(flow.blocks().get(p).end() - 1);
                boolean jumps = ControlFlow.targets(last).contains(label);
                if (jumps) {
                    backJumps.add(last);
                }
                boolean fallsThrough = p == header - 1
                        && last.getOpcode() != Opcodes.GOTO
                        && flow.blocks().get(p).next().contains(header);
                repeatedByJumps &= jumps && !fallsThrough;
            }
        }
        boolean handler =
                flow.blocks().stream().anyMatch(block -> block.handlers().contains(header));
        return new Loop(
                label,
                frameAt(label),
                outer,
                backJumps,
                assigned(component),
                repeatedByJumps && !handler,
                exit(component, flow.blocks().get(header)));
    }

    private @Nullable JumpInsnNode exit(BitSet component, ControlFlow.Block header) {
        boolean isTest = header.next().size() == 2
                && flow.code().get(header.end() - 1) instanceof JumpInsnNode
                && header.next().contains(header.index() + 1)
                && component.get(header.index() + 1);
        long exits = header.next().stream().filter(b -> !component.get(b)).count();
        return isTest && exits == 1 ? (JumpInsnNode) flow.code().get(header.end() - 1) : null;
    }

    private BitSet assigned(BitSet component) {
        BitSet slots = new BitSet();
        for (int b = component.nextSetBit(0); b >= 0; b = component.nextSetBit(b + 1)) {
            ControlFlow.Block block = flow.blocks().get(b);
            for (int i = block.first(); i < block.end(); i++) {
                AbstractInsnNode insn = flow.code().get(i);
                if (insn instanceof IincInsnNode increment) {
                    slots.set(increment.var);
                } else if (insn instanceof VarInsnNode access && isStore(access)) {
                    boolean wide = access.getOpcode() == Opcodes.LSTORE || access.getOpcode() == Opcodes.DSTORE;
                    slots.set(access.var, access.var + (wide ? 2 : 1));
                }
            }
        }
        return slots;
    }

    private static boolean isStore(VarInsnNode access) {
        return access.getOpcode() >= Opcodes.ISTORE && access.getOpcode() <= Opcodes.ASTORE;
    }

    /** The first block of the component that is entered from outside it and has a frame, as every target of a jump has. */
    private @Nullable Integer header(BitSet component) {
        Integer fallback = null;
        for (int b = component.nextSetBit(0); b >= 0; b = component.nextSetBit(b + 1)) {
            if (!hasFrame(flow.blocks().get(b))) {
                continue;
            }
            if (before.get(b).stream().anyMatch(p -> !component.get(p))) {
                return b;
            }
            fallback = fallback == null ? b : fallback;
        }
        return fallback;
    }

    private boolean hasFrame(ControlFlow.Block block) {
        return flow.code().get(block.first()) instanceof LabelNode label && findFrame(label) != null;
    }

    private static FrameNode frameAt(LabelNode label) {
        FrameNode frame = findFrame(label);
        if (frame == null) {
            throw new IllegalArgumentException("no stack map frame at the label");
        }
        return frame;
    }

    private static @Nullable FrameNode findFrame(LabelNode label) {
        for (AbstractInsnNode insn = label.getNext(); insn != null && insn.getOpcode() < 0; insn = insn.getNext()) {
            if (insn instanceof FrameNode frame) {
                return frame;
            }
        }
        return null;
    }

    /** The components of more than one block, or of one that follows itself. */
    private List<BitSet> components(BitSet within) {
        int size = flow.blocks().size();
        int[] number = new int[size];
        int[] low = new int[size];
        int[] nextChild = new int[size];
        Arrays.fill(number, -1);
        List<BitSet> found = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        BitSet isOpen = new BitSet();
        Deque<Integer> path = new ArrayDeque<>();
        int counter = 0;
        for (int root = within.nextSetBit(0); root >= 0; root = within.nextSetBit(root + 1)) {
            if (number[root] >= 0) {
                continue;
            }
            path.push(root);
            while (!path.isEmpty()) {
                int b = path.peek();
                if (number[b] < 0) {
                    number[b] = low[b] = counter++;
                    open.push(b);
                    isOpen.set(b);
                }
                int child = nextChild[b] < next.get(b).size() ? next.get(b).get(nextChild[b]++) : -1;
                if (child >= 0) {
                    if (within.get(child) && number[child] < 0) {
                        path.push(child);
                    } else if (isOpen.get(child)) {
                        low[b] = Math.min(low[b], number[child]);
                    }
                    continue;
                }
                path.pop();
                if (!path.isEmpty()) {
                    low[path.peek()] = Math.min(low[path.peek()], low[b]);
                }
                if (low[b] == number[b]) {
                    close(b, open, isOpen, found);
                }
            }
        }
        return found;
    }

    private void close(int root, Deque<Integer> open, BitSet isOpen, List<BitSet> found) {
        BitSet component = new BitSet();
        int b;
        do {
            b = open.pop();
            isOpen.clear(b);
            component.set(b);
        } while (b != root);
        if (component.cardinality() > 1 || next.get(root).contains(root)) {
            found.add(component);
        }
    }
}
