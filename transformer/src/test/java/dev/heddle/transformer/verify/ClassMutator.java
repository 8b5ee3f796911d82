// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Breaks a method, or not, in one place. */
final class ClassMutator {

    private final Random random;

    ClassMutator(Random random) {
        this.random = random;
    }

    /** Changes the class; gives the change in words. */
    String mutate(ClassNode node) {
        List<MethodNode> methods =
                node.methods.stream().filter(m -> m.instructions.size() > 8).toList();
        MethodNode method = pick(methods);
        String what = null;
        while (what == null) {
            what = switch (random.nextInt(12)) {
                case 0, 1, 2 -> changeFrame(node, method);
                case 3 -> removeOne(method, FrameNode.class);
                case 4 -> removeInstruction(method);
                case 5 -> repeatInstruction(method);
                case 6 -> changeVariable(method);
                case 7 -> changeJump(method);
                case 8 -> changeLimits(method);
                case 9 -> changeTryRange(method);
                case 10 -> changeOwner(node, method);
                default -> changeVariableTable(method);
            };
        }
        return method.name + method.desc + ": " + what;
    }

    private String changeFrame(ClassNode node, MethodNode method) {
        FrameNode frame = pick(all(method, FrameNode.class));
        if (frame == null) {
            return null;
        }
        boolean stack = random.nextInt(4) == 0;
        List<Object> types = new ArrayList<>(stack ? frame.stack : frame.local);
        int at = types.isEmpty() ? 0 : random.nextInt(types.size());
        String what = (stack ? "operand " : "local ") + at + " of frame of " + types;
        switch (random.nextInt(4)) {
            case 0 -> types.add(at, type(node, method));
            case 1 -> {
                if (types.isEmpty()) {
                    return null;
                }
                types.remove(at);
            }
            default -> {
                if (types.isEmpty()) {
                    return null;
                }
                types.set(at, type(node, method));
            }
        }
        if (stack) {
            frame.stack = types;
        } else {
            frame.local = types;
        }
        return what + " becomes " + types;
    }

    private Object type(ClassNode node, MethodNode method) {
        List<Object> types = new ArrayList<>(List.of(
                Opcodes.TOP,
                Opcodes.INTEGER,
                Opcodes.FLOAT,
                Opcodes.LONG,
                Opcodes.DOUBLE,
                Opcodes.NULL,
                Opcodes.UNINITIALIZED_THIS,
                "java/lang/Object",
                "java/lang/String",
                "java/util/List",
                "[I",
                "[Ljava/lang/Object;",
                "[[B",
                "java/lang/Cloneable",
                node.name));
        types.add(node.superName);
        all(method, FrameNode.class).forEach(frame -> types.addAll(frame.local));
        all(method, TypeInsnNode.class).stream()
                .filter(i -> i.getOpcode() == Opcodes.NEW)
                .forEach(creation -> {
                    LabelNode label = new LabelNode();
                    method.instructions.insertBefore(creation, label);
                    types.add(label);
                });
        all(method, LabelNode.class).stream().limit(1).forEach(types::add);
        return pick(types);
    }

    private String removeOne(MethodNode method, Class<? extends AbstractInsnNode> type) {
        AbstractInsnNode node = pick(all(method, type));
        if (node == null) {
            return null;
        }
        method.instructions.remove(node);
        return "without a " + type.getSimpleName();
    }

    private String removeInstruction(MethodNode method) {
        AbstractInsnNode node = pick(real(method));
        method.instructions.remove(node);
        return "without opcode " + node.getOpcode();
    }

    private String repeatInstruction(MethodNode method) {
        AbstractInsnNode node = pick(real(method));
        if (random.nextBoolean()) {
            int[] opcodes = {
                Opcodes.POP,
                Opcodes.DUP,
                Opcodes.SWAP,
                Opcodes.ACONST_NULL,
                Opcodes.ICONST_0,
                Opcodes.LCONST_0,
                Opcodes.DUP2,
                Opcodes.DUP_X1,
                Opcodes.POP2,
                Opcodes.ARETURN,
                Opcodes.IRETURN,
                Opcodes.RETURN,
                Opcodes.ATHROW,
                Opcodes.AASTORE,
                Opcodes.AALOAD,
                Opcodes.MONITORENTER,
                Opcodes.IADD,
                Opcodes.ARRAYLENGTH
            };
            int opcode = opcodes[random.nextInt(opcodes.length)];
            method.instructions.insert(node, new InsnNode(opcode));
            return "opcode " + opcode + " put behind " + node.getOpcode();
        }
        if (!(node instanceof InsnNode
                || node instanceof VarInsnNode
                || node instanceof FieldInsnNode
                || node instanceof MethodInsnNode)) {
            return null;
        }
        method.instructions.insert(node, node.clone(java.util.Map.of()));
        return "opcode " + node.getOpcode() + " twice";
    }

    private String changeVariable(MethodNode method) {
        VarInsnNode node = pick(all(method, VarInsnNode.class));
        if (node == null) {
            return null;
        }
        if (random.nextBoolean()) {
            node.var = random.nextInt(method.maxLocals);
            return "slot " + node.var;
        }
        int base = node.getOpcode() >= Opcodes.ISTORE ? Opcodes.ISTORE : Opcodes.ILOAD;
        node.setOpcode(base + random.nextInt(5));
        return "opcode becomes " + node.getOpcode();
    }

    private String changeJump(MethodNode method) {
        JumpInsnNode node = pick(all(method, JumpInsnNode.class));
        if (node == null) {
            return null;
        }
        node.label = pick(all(method, LabelNode.class));
        return "jump elsewhere";
    }

    private String changeLimits(MethodNode method) {
        if (random.nextBoolean()) {
            method.maxStack = Math.max(0, method.maxStack - 1 - random.nextInt(2));
            return "less stack";
        }
        method.maxLocals = Math.max(0, method.maxLocals - 1);
        return "fewer locals";
    }

    private String changeTryRange(MethodNode method) {
        TryCatchBlockNode block = pick(method.tryCatchBlocks);
        LabelNode label = pick(all(method, LabelNode.class));
        if (block == null) {
            return null;
        }
        switch (random.nextInt(4)) {
            case 0 -> block.start = label;
            case 1 -> block.end = label;
            case 2 -> block.handler = label;
            default -> block.type = random.nextBoolean() ? "java/lang/String" : "java/lang/RuntimeException";
        }
        return "try range differs";
    }

    private String changeOwner(ClassNode node, MethodNode method) {
        AbstractInsnNode instruction = pick(real(method));
        Object owner = type(node, method);
        if (!(owner instanceof String name) || name.startsWith("[")) {
            return null;
        }
        if (instruction instanceof FieldInsnNode access) {
            access.owner = name;
        } else if (instruction instanceof MethodInsnNode call) {
            call.owner = name;
            call.itf = name.equals("java/util/List");
        } else if (instruction instanceof TypeInsnNode creation) {
            creation.desc = name;
        } else {
            return null;
        }
        return "owner is " + name;
    }

    private String changeVariableTable(MethodNode method) {
        if (method.localVariables == null || method.localVariables.isEmpty()) {
            return null;
        }
        LocalVariableNode variable = pick(method.localVariables);
        switch (random.nextInt(4)) {
            case 0 -> variable.index = random.nextInt(method.maxLocals + 2);
            case 1 -> variable.start = pick(all(method, LabelNode.class));
            case 2 -> variable.start = variable.end;
            default ->
                method.localVariables.add(new LocalVariableNode(
                        variable.name, variable.desc, null, variable.start, variable.end, variable.index));
        }
        return "variable table differs at " + variable.name;
    }

    private static List<AbstractInsnNode> real(MethodNode method) {
        return all(method, AbstractInsnNode.class).stream()
                .filter(i -> i.getOpcode() >= 0)
                .toList();
    }

    private static <T extends AbstractInsnNode> List<T> all(MethodNode method, Class<T> type) {
        return StreamSupport.stream(method.instructions.spliterator(), false)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private <T> T pick(List<T> list) {
        return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    }
}
