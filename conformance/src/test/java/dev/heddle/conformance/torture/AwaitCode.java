// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import dev.heddle.transformer.analyse.TypeState;
import java.util.Locale;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Printer;

/** Writes awaits that leave the stack as it was. */
final class AwaitCode {

    private static final String POINTS = Type.getInternalName(Points.class);
    private static final String COROUTINE = "dev/heddle/Coroutine";
    private static final String AWAITABLE = "Ldev/heddle/Awaitable;";
    private static final String STAGE = "Ljava/util/concurrent/CompletionStage;";

    private final MethodNode body;
    private final TypeState types;
    private final int id;
    private final Dice dice;

    AwaitCode(MethodNode body, TypeState types, int id, Dice dice) {
        this.body = body;
        this.types = types;
        this.id = id;
        this.dice = dice;
    }

    /** Awaits what is on the stack. */
    static void await(InsnList code, boolean awaitable, boolean witness) {
        if (witness) {
            code.add(new LdcInsnNode(Type.getObjectType("java/io/IOException")));
        }
        String descriptor =
                "(" + (awaitable ? AWAITABLE : STAGE) + (witness ? "Ljava/lang/Class;" : "") + ")Ljava/lang/Object;";
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, COROUTINE, "await", descriptor, true));
    }

    /** An await to stand before an instruction. */
    InsnList before(AbstractInsnNode insn) {
        Type top = typeOnTop(insn);
        if (top != null && dice.percent(40)) {
            return echo(top);
        }
        if (dice.percent(35)) {
            return new OddCode(body, types, this::plain, id, dice).code();
        }
        return plain();
    }

    /** What is on the stack goes through the await. */
    private InsnList echo(Type top) {
        InsnList code = new InsnList();
        String type = Boxes.isReference(top) ? "Ljava/lang/Object;" : Boxes.primitive(top);
        code.add(new LdcInsnNode(id));
        call(code, "echo", "(" + type + "I)" + AWAITABLE);
        await(code, true, dice.percent(10));
        Boxes.unbox(code, top);
        return code;
    }

    private InsnList plain() {
        InsnList code = new InsnList();
        int kind = dice.below(100);
        code.add(new LdcInsnNode(id));
        if (kind < 15) {
            call(code, "resource", "(I)Ljava/lang/AutoCloseable;");
            code.add(new MethodInsnNode(Opcodes.INVOKEINTERFACE, "java/lang/AutoCloseable", "close", "()V", true));
            return code;
        }
        boolean stage = kind < 35;
        call(code, stage ? "stage" : "point", "(I)" + (stage ? STAGE : AWAITABLE));
        await(code, !stage, dice.percent(10));
        code.add(new InsnNode(Opcodes.POP));
        return code;
    }

    static void call(InsnList code, String name, String descriptor) {
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, POINTS, name, descriptor, false));
    }

    /** The type of what is on top of the stack before an instruction, if the one before tells it. */
    private static Type typeOnTop(AbstractInsnNode insn) {
        AbstractInsnNode before = insn.getPrevious();
        while (before instanceof LabelNode || before instanceof LineNumberNode) {
            before = before.getPrevious();
        }
        if (before == null || before instanceof FrameNode || before instanceof JumpInsnNode) {
            return null;
        }
        if (before instanceof MethodInsnNode call) {
            return visible(Type.getReturnType(call.desc));
        }
        if (before instanceof FieldInsnNode field) {
            boolean get = field.getOpcode() == Opcodes.GETFIELD || field.getOpcode() == Opcodes.GETSTATIC;
            return get ? visible(Type.getType(field.desc)) : null;
        }
        return switch (before.getOpcode()) {
            case Opcodes.ILOAD,
                    Opcodes.IADD,
                    Opcodes.ISUB,
                    Opcodes.IALOAD,
                    Opcodes.BALOAD,
                    Opcodes.CALOAD,
                    Opcodes.ARRAYLENGTH,
                    Opcodes.I2C,
                    Opcodes.LCMP,
                    Opcodes.IAND -> Type.INT_TYPE;
            case Opcodes.LLOAD, Opcodes.LADD, Opcodes.LMUL, Opcodes.LALOAD, Opcodes.I2L -> Type.LONG_TYPE;
            case Opcodes.FLOAD, Opcodes.FADD, Opcodes.FMUL, Opcodes.FALOAD, Opcodes.I2F -> Type.FLOAT_TYPE;
            case Opcodes.DLOAD, Opcodes.DADD, Opcodes.DMUL, Opcodes.DSUB, Opcodes.DALOAD, Opcodes.I2D ->
                Type.DOUBLE_TYPE;
            default -> null;
        };
    }

    /** What any class may cast to; of other types, none. */
    private static Type visible(Type type) {
        boolean known = !Boxes.isReference(type)
                || type.getDescriptor().startsWith("Ljava/lang/")
                || (type.getSort() == Type.ARRAY && !Boxes.isReference(type.getElementType()));
        return known && type.getSort() != Type.VOID ? type : null;
    }

    static String describe(AbstractInsnNode insn) {
        String name = Printer.OPCODES[insn.getOpcode()].toLowerCase(Locale.ROOT);
        return insn instanceof MethodInsnNode call ? name + " " + call.owner + "." + call.name + call.desc : name;
    }
}
