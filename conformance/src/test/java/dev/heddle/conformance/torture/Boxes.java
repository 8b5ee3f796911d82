// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Values as objects. All that is an int on the operand stack travels as an Integer. */
final class Boxes {

    private Boxes() {}

    static String boxOf(Type type) {
        return switch (type.getSort()) {
            case Type.LONG -> "java/lang/Long";
            case Type.FLOAT -> "java/lang/Float";
            case Type.DOUBLE -> "java/lang/Double";
            default -> "java/lang/Integer";
        };
    }

    static boolean isReference(Type type) {
        return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
    }

    static String primitive(Type type) {
        return switch (type.getSort()) {
            case Type.LONG, Type.FLOAT, Type.DOUBLE -> type.getDescriptor();
            default -> "I";
        };
    }

    /** The value of the type on the stack becomes an object; of void, null. */
    static void box(InsnList code, Type type) {
        if (type.getSort() == Type.VOID) {
            code.add(new InsnNode(Opcodes.ACONST_NULL));
        } else if (!isReference(type)) {
            String box = boxOf(type);
            code.add(new MethodInsnNode(
                    Opcodes.INVOKESTATIC, box, "valueOf", "(" + primitive(type) + ")L" + box + ";", false));
        }
    }

    /** The object on the stack becomes a value of the type; of void, none. */
    static void unbox(InsnList code, Type type) {
        if (type.getSort() == Type.VOID) {
            code.add(new InsnNode(Opcodes.POP));
        } else if (isReference(type)) {
            if (!type.getInternalName().equals("java/lang/Object")) {
                code.add(new TypeInsnNode(Opcodes.CHECKCAST, type.getInternalName()));
            }
        } else {
            String box = boxOf(type);
            String method = Type.getType(primitive(type)).getClassName() + "Value";
            code.add(new TypeInsnNode(Opcodes.CHECKCAST, box));
            code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, box, method, "()" + primitive(type), false));
        }
    }
}
