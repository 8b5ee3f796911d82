// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.plan;

import dev.heddle.transformer.analyse.Site;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Says in words what a site awaits, as far as the bytecode tells: the call, the field or the variable that it comes from. */
final class AwaitDescriber {

    private AwaitDescriber() {}

    static String describe(MethodNode method, Site site) {
        if (site.kind() == Site.Kind.CLOSE) {
            return "close()";
        }
        AbstractInsnNode from = site.direct() != null ? site.direct() : producer(site);
        if (from instanceof MethodInsnNode call) {
            return call(call);
        }
        if (from instanceof FieldInsnNode field) {
            return field.name;
        }
        if (from instanceof VarInsnNode access) {
            String name = variableAt(method, access, access.var);
            if (name != null) {
                return name;
            }
        }
        Object type = site.types().stack().get(site.types().stack().size() - (site.witness() ? 2 : 1));
        return type instanceof String name ? "a " + simple(name) : "null";
    }

    private static @Nullable AbstractInsnNode producer(Site site) {
        AbstractInsnNode insn = real(site.insn().getPrevious());
        return site.witness() && insn != null ? real(insn.getPrevious()) : insn;
    }

    private static @Nullable AbstractInsnNode real(@Nullable AbstractInsnNode insn) {
        AbstractInsnNode each = insn;
        while (each != null && each.getOpcode() < 0) {
            each = each.getPrevious();
        }
        return each;
    }

    private static String call(MethodInsnNode call) {
        StringJoiner arguments = new StringJoiner(", ", call.name + "(", ")");
        for (Type argument : Type.getArgumentTypes(call.desc)) {
            arguments.add(simple(argument.getClassName()));
        }
        return arguments.toString();
    }

    private static String simple(String name) {
        return name.substring(
                Math.max(name.lastIndexOf('.'), Math.max(name.lastIndexOf('/'), name.lastIndexOf('$'))) + 1);
    }

    /** The name of the variable in a slot at an instruction, or null if the class does not tell. */
    static @Nullable String variableAt(MethodNode method, AbstractInsnNode insn, int slot) {
        if (method.localVariables == null) {
            return null;
        }
        int index = method.instructions.indexOf(insn);
        for (LocalVariableNode variable : method.localVariables) {
            if (variable.index == slot
                    && method.instructions.indexOf(variable.start) <= index
                    && index < method.instructions.indexOf(variable.end)) {
                return variable.name;
            }
        }
        return null;
    }
}
