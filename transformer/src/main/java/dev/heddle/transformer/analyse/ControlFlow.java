// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * A method's basic blocks. A block is cut at every label, so that all of its instructions are covered by the same try blocks.
 */
public final class ControlFlow {

    private final List<Block> blocks;
    private final int[] blockOfInsn;
    private final InsnList code;
    private final BitSet reachable = new BitSet();

    private ControlFlow(List<Block> blocks, int[] blockOfInsn, InsnList code) {
        this.blocks = blocks;
        this.blockOfInsn = blockOfInsn;
        this.code = code;
    }

    /**
     * A run of instructions that is entered at the first and left after the last, or by an exception.
     *
     * @param index its number, in the order of the code
     * @param first the index of its first instruction
     * @param end the index after its last instruction
     * @param next the blocks that may follow it without an exception
     * @param handlers the blocks that an exception in it may lead to, the first that is asked first
     */
    public record Block(int index, int first, int end, List<Integer> next, List<Integer> handlers) {}

    /**
     * Finds the blocks.
     *
     * @param method a method with code
     * @return its blocks
     */
    public static ControlFlow of(MethodNode method) {
        InsnList code = method.instructions;
        int[] blockOfInsn = new int[code.size()];
        List<Integer> starts = new ArrayList<>();
        boolean cut = true;
        for (int i = 0; i < code.size(); i++) {
            AbstractInsnNode insn = code.get(i);
            if (cut || insn instanceof LabelNode) {
                starts.add(i);
            }
            blockOfInsn[i] = starts.size() - 1;
            cut = endsBlock(insn);
        }
        List<Block> blocks = new ArrayList<>(starts.size());
        for (int b = 0; b < starts.size(); b++) {
            int end = b + 1 < starts.size() ? starts.get(b + 1) : code.size();
            blocks.add(new Block(b, starts.get(b), end, new ArrayList<>(2), new ArrayList<>(0)));
        }
        ControlFlow flow = new ControlFlow(blocks, blockOfInsn, code);
        flow.link(method.tryCatchBlocks);
        flow.reach();
        return flow;
    }

    private void reach() {
        Deque<Block> work = new ArrayDeque<>();
        if (!blocks.isEmpty()) {
            reachable.set(0);
            work.add(blocks.get(0));
        }
        while (!work.isEmpty()) {
            for (int next : successors(work.remove())) {
                if (!reachable.get(next)) {
                    reachable.set(next);
                    work.add(blocks.get(next));
                }
            }
        }
    }

    private static boolean endsBlock(AbstractInsnNode insn) {
        return insn instanceof JumpInsnNode || isSwitch(insn) || leaves(insn);
    }

    private static boolean isSwitch(AbstractInsnNode insn) {
        return insn instanceof TableSwitchInsnNode || insn instanceof LookupSwitchInsnNode;
    }

    private static boolean leaves(AbstractInsnNode insn) {
        int opcode = insn.getOpcode();
        return (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) || opcode == Opcodes.ATHROW;
    }

    private void link(List<TryCatchBlockNode> tries) {
        for (Block block : blocks) {
            AbstractInsnNode last = code.get(block.end - 1);
            for (LabelNode target : targets(last)) {
                addOnce(block.next, blockAt(target).index());
            }
            if (last.getOpcode() != Opcodes.GOTO
                    && !isSwitch(last)
                    && !leaves(last)
                    && block.index + 1 < blocks.size()) {
                addOnce(block.next, block.index + 1);
            }
        }
        for (Block block : blocks) {
            linkHandlers(block, tries);
        }
    }

    /** A handler of everything hides those after it, as that of a monitor does the finally block around it: there, the monitor is never held. */
    private void linkHandlers(Block block, List<TryCatchBlockNode> tries) {
        for (TryCatchBlockNode each : tries) {
            if (code.indexOf(each.start) <= block.first && block.first < code.indexOf(each.end)) {
                addOnce(block.handlers, blockAt(each.handler).index());
                if (each.type == null || each.type.equals("java/lang/Throwable")) {
                    return;
                }
            }
        }
    }

    private static void addOnce(List<Integer> list, int value) {
        if (!list.contains(value)) {
            list.add(value);
        }
    }

    /**
     * Lists where an instruction may jump.
     *
     * @param insn an instruction
     * @return the labels; empty if it does not jump
     */
    public static List<LabelNode> targets(AbstractInsnNode insn) {
        if (insn instanceof JumpInsnNode jump) {
            return List.of(jump.label);
        }
        List<LabelNode> labels = new ArrayList<>();
        if (insn instanceof TableSwitchInsnNode table) {
            labels.addAll(table.labels);
            labels.add(table.dflt);
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            labels.addAll(lookup.labels);
            labels.add(lookup.dflt);
        }
        return labels;
    }

    /**
     * Gives the blocks.
     *
     * @return all, in the order of the code
     */
    public List<Block> blocks() {
        return Collections.unmodifiableList(blocks);
    }

    /**
     * Finds the block of an instruction.
     *
     * @param insn an instruction of the method
     * @return its block
     */
    public Block blockAt(AbstractInsnNode insn) {
        return blocks.get(blockOfInsn[code.indexOf(insn)]);
    }

    /**
     * Tells whether an instruction may ever be executed, as far as the jumps and handlers tell. Compilers other than javac leave code that is not, and what stack map frames
     * say there is arbitrary: even {@code this} may be missing.
     *
     * @param insn an instruction of the method
     * @return false if no way leads to it
     */
    public boolean isReachable(AbstractInsnNode insn) {
        return reachable.get(blockOfInsn[code.indexOf(insn)]);
    }

    /**
     * Gives the blocks that may follow a block, by exceptions as well.
     *
     * @param block a block
     * @return the numbers of its successors
     */
    public List<Integer> successors(Block block) {
        if (block.handlers.isEmpty()) {
            return block.next;
        }
        List<Integer> all = new ArrayList<>(block.next);
        all.addAll(block.handlers);
        return all;
    }

    /**
     * Gives the code.
     *
     * @return the instructions that the blocks' indices are about
     */
    public InsnList code() {
        return code;
    }
}
