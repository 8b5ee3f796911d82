// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.analyse.TypeFlow;
import dev.heddle.transformer.spill.Field;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A list of instructions being written. Its methods write one or a few, and give the code itself so that calls can be chained. */
final class Code {

    private final InsnList insns = new InsnList();

    InsnList insns() {
        return insns;
    }

    Code add(AbstractInsnNode insn) {
        insns.add(insn);
        return this;
    }

    Code op(int opcode) {
        return add(new InsnNode(opcode));
    }

    Code label(LabelNode label) {
        return add(label);
    }

    Code jump(int opcode, LabelNode target) {
        return add(new JumpInsnNode(opcode, target));
    }

    Code access(int opcode, int slot) {
        return add(new VarInsnNode(opcode, slot));
    }

    Code aload(int slot) {
        return access(Opcodes.ALOAD, slot);
    }

    Code iload(int slot) {
        return access(Opcodes.ILOAD, slot);
    }

    Code push(int value) {
        if (value >= -1 && value <= 5) {
            return op(Opcodes.ICONST_0 + value);
        }
        if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
            return add(new IntInsnNode(Opcodes.BIPUSH, value));
        }
        if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
            return add(new IntInsnNode(Opcodes.SIPUSH, value));
        }
        return add(new LdcInsnNode(value));
    }

    Code invokeStatic(String owner, String name, String descriptor) {
        return add(new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false));
    }

    Code invoke(int opcode, String owner, String name, String descriptor, boolean inInterface) {
        return add(new MethodInsnNode(opcode, owner, name, descriptor, inInterface));
    }

    Code getField(String owner, String name, String descriptor) {
        return add(new FieldInsnNode(Opcodes.GETFIELD, owner, name, descriptor));
    }

    Code putField(String owner, String name, String descriptor) {
        return add(new FieldInsnNode(Opcodes.PUTFIELD, owner, name, descriptor));
    }

    /** Moves a value out of the frame in a slot: what was a reference there is null afterwards, so that the frame keeps nothing alive. */
    Code take(int frameSlot, String frameName, Field field) {
        aload(frameSlot).getField(frameName, field.name(), field.descriptor());
        return field.isReference()
                ? aload(frameSlot).op(Opcodes.ACONST_NULL).putField(frameName, field.name(), field.descriptor())
                : this;
    }

    /** Puts the value on top of the stack into the frame in a slot. */
    Code putTop(int frameSlot, String frameName, Field field) {
        aload(frameSlot);
        boolean wide = field.descriptor().equals("J") || field.descriptor().equals("D");
        if (wide) {
            op(Opcodes.DUP_X2).op(Opcodes.POP);
        } else {
            op(Opcodes.SWAP);
        }
        return putField(frameName, field.name(), field.descriptor());
    }

    Code load(Object verifierType, int slot) {
        return access(opcode(verifierType, Opcodes.ILOAD), slot);
    }

    Code store(Object verifierType, int slot) {
        return access(opcode(verifierType, Opcodes.ISTORE), slot);
    }

    Code pop(Object verifierType) {
        return op(TypeFlow.isWide(verifierType) ? Opcodes.POP2 : Opcodes.POP);
    }

    /** Pushes a value that nobody reads but the verifier. */
    Code dummy(Object verifierType) {
        if (verifierType == Opcodes.INTEGER) {
            return op(Opcodes.ICONST_0);
        }
        if (verifierType == Opcodes.LONG) {
            return op(Opcodes.LCONST_0);
        }
        if (verifierType == Opcodes.FLOAT) {
            return op(Opcodes.FCONST_0);
        }
        return op(verifierType == Opcodes.DOUBLE ? Opcodes.DCONST_0 : Opcodes.ACONST_NULL);
    }

    Code dummy(Type type) {
        return switch (type.getSort()) {
            case Type.LONG -> op(Opcodes.LCONST_0);
            case Type.FLOAT -> op(Opcodes.FCONST_0);
            case Type.DOUBLE -> op(Opcodes.DCONST_0);
            case Type.ARRAY, Type.OBJECT -> op(Opcodes.ACONST_NULL);
            default -> op(Opcodes.ICONST_0);
        };
    }

    /** The opcode for a type, given the one for ints of a family in the order int, long, float, double, reference. */
    private static int opcode(Object verifierType, int forInt) {
        if (verifierType == Opcodes.INTEGER) {
            return forInt;
        }
        if (verifierType == Opcodes.LONG) {
            return forInt + 1;
        }
        if (verifierType == Opcodes.FLOAT) {
            return forInt + 2;
        }
        return verifierType == Opcodes.DOUBLE ? forInt + 3 : forInt + 4;
    }
}
