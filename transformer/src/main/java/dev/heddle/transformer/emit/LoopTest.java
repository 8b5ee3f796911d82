// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.analyse.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The comparison that a loop begins with, if the way to a state can lead through it, so that it can stay the first thing in the loop. The JIT turns a loop that begins with a
 * way out into one that ends with it, but only then (HotSpot's {@code ciTypeFlow::clone_loop_heads}); what it makes of others moves values between registers in each round.
 *
 * <p>It compares two ints, of which one at least is a variable that the loop assigns. Such a variable is taken out of the frame at the state, not before, so on the way there
 * it may have any value, and gets one with which the loop goes on. One that the loop does not assign has its own value by then. So there is no overflow: with that value the
 * loop has gone on before, for else there would be no state to go to.
 *
 * @param exit the jump out of the loop
 * @param left what pushes the left operand: an {@code ILOAD} or a constant
 * @param right what pushes the right operand
 * @param leftFree whether the left one may be assigned a value
 * @param rightFree whether the right one may be
 */
record LoopTest(JumpInsnNode exit, AbstractInsnNode left, AbstractInsnNode right, boolean leftFree, boolean rightFree) {

    /**
     * Looks at a loop's header in the body.
     *
     * @param loop the loop
     * @param free whether the variable in a slot of the body gets its value at the state, if it is needed there
     * @param there whether the variable in a slot has its value before the loop is entered on the way to a state
     * @return the comparison, or null if the way cannot lead through what the loop begins with
     */
    static @Nullable LoopTest of(Loop loop, IntPredicate free, IntPredicate there) {
        JumpInsnNode exit = loop.exit();
        if (exit == null || exit.getOpcode() < Opcodes.IFEQ || exit.getOpcode() > Opcodes.IF_ICMPLE) {
            return null;
        }
        List<AbstractInsnNode> operands = between(loop.frame(), exit);
        if (exit.getOpcode() <= Opcodes.IFLE) {
            operands.add(new InsnNode(Opcodes.ICONST_0));
        }
        if (operands.size() != 2 || !operands.stream().allMatch(operand -> isKnown(operand, free, there))) {
            return null;
        }
        AbstractInsnNode left = operands.get(0);
        AbstractInsnNode right = operands.get(1);
        boolean same = left instanceof VarInsnNode one && right instanceof VarInsnNode other && one.var == other.var;
        boolean forceable = is(left, free) || is(right, free);
        return forceable && !same ? new LoopTest(exit, left, right, is(left, free), is(right, free)) : null;
    }

    /** What is executed; what has no instruction but matters, as a line's beginning does, counts as well. */
    private static List<AbstractInsnNode> between(AbstractInsnNode frame, AbstractInsnNode exit) {
        List<AbstractInsnNode> between = new ArrayList<>();
        for (AbstractInsnNode insn = frame.getNext(); insn != null && insn != exit; insn = insn.getNext()) {
            if (!(insn instanceof LabelNode)) {
                between.add(insn);
            }
        }
        return between;
    }

    private static boolean isKnown(AbstractInsnNode operand, IntPredicate free, IntPredicate there) {
        boolean constant = switch (operand.getOpcode()) {
            case Opcodes.BIPUSH, Opcodes.SIPUSH -> true;
            case Opcodes.LDC -> ((LdcInsnNode) operand).cst instanceof Integer;
            default -> operand.getOpcode() >= Opcodes.ICONST_M1 && operand.getOpcode() <= Opcodes.ICONST_5;
        };
        return constant || is(operand, free) || is(operand, there);
    }

    private static boolean is(AbstractInsnNode operand, IntPredicate kind) {
        return operand instanceof VarInsnNode load && load.getOpcode() == Opcodes.ILOAD && kind.test(load.var);
    }

    /** Writes what gives the free operands values with which the loop goes on. */
    void pass(Code code) {
        if (leftFree && rightFree) {
            code.push(0).access(Opcodes.ISTORE, ((VarInsnNode) right).var);
        }
        int offset = leftFree ? leftLessRight() : -leftLessRight();
        code.add((leftFree ? right : left).clone(Map.of()));
        if (offset != 0) {
            code.push(offset).op(Opcodes.IADD);
        }
        code.access(Opcodes.ISTORE, ((VarInsnNode) (leftFree ? left : right)).var);
    }

    /** By how much the left operand is to differ from the right one for the jump not to be taken. */
    private int leftLessRight() {
        return switch (exit.getOpcode()) {
            case Opcodes.IFGE, Opcodes.IF_ICMPGE -> -1;
            case Opcodes.IFLE, Opcodes.IF_ICMPLE, Opcodes.IFEQ, Opcodes.IF_ICMPEQ -> 1;
            default -> 0;
        };
    }
}
