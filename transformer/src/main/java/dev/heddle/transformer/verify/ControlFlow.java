// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** Where an instruction leads. */
final class ControlFlow {

    private ControlFlow() {}

    /** The targets of a branch or switch. */
    static List<LabelNode> targets(AbstractInsnNode instruction) {
        if (instruction instanceof JumpInsnNode jump) {
            return List.of(jump.label);
        }
        if (instruction instanceof TableSwitchInsnNode table) {
            return join(table.labels, table.dflt);
        }
        return instruction instanceof LookupSwitchInsnNode lookup ? join(lookup.labels, lookup.dflt) : List.of();
    }

    private static List<LabelNode> join(List<LabelNode> labels, LabelNode last) {
        List<LabelNode> all = new ArrayList<>(labels);
        all.add(last);
        return all;
    }

    /** Tells whether the next instruction may follow it. */
    static boolean goesOn(AbstractInsnNode instruction) {
        return switch (instruction.getOpcode()) {
            case Opcodes.GOTO, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH, Opcodes.ATHROW -> false;
            case Opcodes.IRETURN, Opcodes.LRETURN, Opcodes.FRETURN, Opcodes.DRETURN, Opcodes.ARETURN, Opcodes.RETURN ->
                false;
            default -> true;
        };
    }

    /** Tells whether it changes a local variable. */
    static boolean stores(AbstractInsnNode instruction) {
        return instruction.getOpcode() >= Opcodes.ISTORE && instruction.getOpcode() <= Opcodes.ASTORE;
    }
}
