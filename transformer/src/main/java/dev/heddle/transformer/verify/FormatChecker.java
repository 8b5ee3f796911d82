// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** What the JVM checks of a class file's tables when it parses them; for breaking these rules it throws a {@link ClassFormatError}. */
final class FormatChecker {

    private static final int ARGUMENT_SLOTS = 255;

    private FormatChecker() {}

    static void checkMembers(ClassNode node) throws Complaint {
        Set<String> members = new HashSet<>();
        for (FieldNode field : node.fields) {
            if (!members.add(field.name + " " + field.desc)) {
                throw new Complaint("the field " + field.name + " is declared twice");
            }
        }
        for (MethodNode method : node.methods) {
            if (!members.add(method.name + method.desc)) {
                throw new Complaint("the method " + method.name + method.desc + " is declared twice");
            }
        }
    }

    static void checkMethod(ClassNode owner, MethodNode method) throws Complaint {
        String name = owner.name.replace('/', '.') + "." + method.name;
        int slots = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
        if (slots - ((method.access & Opcodes.ACC_STATIC) != 0 ? 1 : 0) > ARGUMENT_SLOTS) {
            throw new Complaint(name + " takes more than " + ARGUMENT_SLOTS + " slots of arguments");
        }
        boolean hasCode = (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
        if (hasCode != method.instructions.size() > 0) {
            throw new Complaint(name + (hasCode ? " has no code" : " is abstract or native and has code"));
        }
        Map<LabelNode, Integer> positions = positions(method);
        checkTryRanges(name, method, positions);
        checkVariables(name, method, positions);
    }

    /** The index, among the instructions that are none of ASM's own, of the one that follows each label. */
    private static Map<LabelNode, Integer> positions(MethodNode method) {
        Map<LabelNode, Integer> positions = new HashMap<>();
        int count = 0;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LabelNode label) {
                positions.put(label, count);
            } else if (instruction.getOpcode() >= 0) {
                count++;
            }
        }
        return positions;
    }

    private static int end(MethodNode method) {
        int count = 0;
        for (AbstractInsnNode instruction : method.instructions) {
            count += instruction.getOpcode() >= 0 ? 1 : 0;
        }
        return count;
    }

    private static void checkTryRanges(String name, MethodNode method, Map<LabelNode, Integer> positions)
            throws Complaint {
        int end = end(method);
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (position(positions, block.start) >= position(positions, block.end)) {
                throw new Complaint(name + " has a try range that is empty");
            }
            if (position(positions, block.handler) >= end) {
                throw new Complaint(name + " has an exception handler behind its code");
            }
        }
    }

    private static void checkVariables(String name, MethodNode method, Map<LabelNode, Integer> positions)
            throws Complaint {
        int end = end(method);
        Set<List<Object>> variables = new HashSet<>();
        for (LocalVariableNode variable : variables(method.localVariables)) {
            int from = position(positions, variable.start);
            int to = position(positions, variable.end);
            if (from >= end || from > to) {
                throw new Complaint(name + " has a variable " + variable.name + " whose range is not in its code");
            }
            if (variable.index + Type.getType(variable.desc).getSize() > method.maxLocals) {
                throw new Complaint(name + " has a variable " + variable.name + " in slot " + variable.index + " of "
                        + method.maxLocals);
            }
            if (!variables.add(List.of(variable.name, variable.desc, from, to, variable.index))) {
                throw new Complaint(name + " has a variable " + variable.name + " twice in its table");
            }
        }
    }

    private static List<LocalVariableNode> variables(@Nullable List<LocalVariableNode> table) {
        return table == null ? List.of() : table;
    }

    private static int position(Map<LabelNode, Integer> positions, LabelNode label) {
        return positions.getOrDefault(label, Integer.MAX_VALUE);
    }
}
