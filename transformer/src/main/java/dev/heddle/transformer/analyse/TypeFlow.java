// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Walks through a method once, from one stack map frame to the next, and tells the verifier's types before each instruction. No merging, hence no class hierarchy: the
 * compiler has left a frame wherever ways meet. Types are exact, also those of classes that the method could not name.
 */
public final class TypeFlow {

    /** Is shown each instruction. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Looks at an instruction.
         *
         * @param insn an instruction that is reached, not a label, line or frame
         * @param types gives the types before it; to be called at once or not at all, as it makes a copy
         */
        void visit(AbstractInsnNode insn, Types types);
    }

    /** Gives the types at the instruction that is being visited. */
    @FunctionalInterface
    public interface Types {

        /**
         * Copies the types.
         *
         * @return the types
         */
        TypeState now();
    }

    private final Map<Label, TypeInsnNode> news = new HashMap<>();
    private final AnalyzerAdapter adapter;
    private final InsnList code;

    private TypeFlow(String owner, MethodNode method) {
        this.code = method.instructions;
        this.adapter = new AnalyzerAdapter(Opcodes.ASM9, owner, method.access, method.name, method.desc, null) {};
    }

    /**
     * Walks through a method.
     *
     * @param owner the class's internal name
     * @param method a method with code; each NEW has a label just before it
     * @param visitor is shown each instruction that is reached
     */
    public static void walk(String owner, MethodNode method, Visitor visitor) {
        new TypeFlow(owner, method).walk(visitor);
    }

    private void walk(Visitor visitor) {
        for (AbstractInsnNode insn : code) {
            if (insn.getOpcode() == Opcodes.NEW) {
                for (AbstractInsnNode before = insn.getPrevious();
                        before != null && before.getOpcode() < 0;
                        before = before.getPrevious()) {
                    if (before instanceof LabelNode label) {
                        news.put(label.getLabel(), (TypeInsnNode) insn);
                    }
                }
            }
        }
        for (AbstractInsnNode insn : code) {
            if (insn.getOpcode() >= 0 && adapter.locals != null) {
                visitor.visit(insn, this::now);
            }
            insn.accept(adapter);
        }
    }

    private TypeState now() {
        List<Object> locals = new ArrayList<>(adapter.locals.size());
        for (Object type : adapter.locals) {
            locals.add(typed(type));
        }
        List<Object> stack = new ArrayList<>(adapter.stack.size());
        for (int i = 0; i < adapter.stack.size(); i++) {
            Object type = adapter.stack.get(i);
            stack.add(typed(type));
            if (isWide(type)) {
                i++;
            }
        }
        return new TypeState(locals, stack);
    }

    private Object typed(Object type) {
        if (type instanceof Label label) {
            TypeInsnNode made = news.get(label);
            if (made == null) {
                throw new IllegalArgumentException(
                        "a stack map frame names an uninitialised object that no NEW has made");
            }
            return made;
        }
        return type;
    }

    /**
     * Tells a type that takes two slots.
     *
     * @param type a type
     * @return true for long and double
     */
    public static boolean isWide(@Nullable Object type) {
        return type == Opcodes.LONG || type == Opcodes.DOUBLE;
    }
}
