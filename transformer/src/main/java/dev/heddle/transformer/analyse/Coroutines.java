// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import dev.heddle.transformer.symbol.Symbols;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Tells which methods of a class are coroutines. */
public final class Coroutines {

    private static final String LAMBDA_FACTORY = "java/lang/invoke/LambdaMetafactory";

    private Coroutines() {}

    /**
     * Finds the bodies of lambdas: methods that a lambda factory is given, and that no user wrote.
     *
     * @param node a class
     * @return their names and descriptors, joined
     */
    public static Set<String> lambdas(ClassNode node) {
        Set<String> found = new HashSet<>();
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode insn : method.instructions) {
                if (insn instanceof InvokeDynamicInsnNode dynamic
                        && dynamic.bsm.getOwner().equals(LAMBDA_FACTORY)) {
                    for (Object argument : dynamic.bsmArgs) {
                        if (argument instanceof Handle handle
                                && handle.getOwner().equals(node.name)) {
                            found.add(handle.getName() + handle.getDesc());
                        }
                    }
                }
            }
        }
        Set<String> bodies = new HashSet<>();
        for (MethodNode method : node.methods) {
            if (isMadeByCompiler(method) && found.contains(method.name + method.desc)) {
                bodies.add(method.name + method.desc);
            }
        }
        return bodies;
    }

    /** Other methods that a lambda factory is given are referred to by name. kotlinc does not mark the bodies of its lambdas as synthetic. */
    private static boolean isMadeByCompiler(MethodNode method) {
        boolean kotlin = (method.access & Opcodes.ACC_PRIVATE) != 0 && method.name.contains("$lambda$");
        return kotlin || (method.access & Opcodes.ACC_SYNTHETIC) != 0;
    }

    /**
     * Tells whether a method is a coroutine, and of which kind.
     *
     * @param method a method
     * @param lambdas the bodies of lambdas in its class
     * @return the kind; empty if it is none, or is marked as one but can't be
     */
    public static Optional<CoroutineKind> kindOf(MethodNode method, Set<String> lambdas) {
        boolean hasBody = (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
        boolean marked = isAsync(method) || (lambdas.contains(method.name + method.desc) && awaits(method));
        return marked && hasBody ? CoroutineKind.of(method.desc) : Optional.empty();
    }

    /**
     * Tells whether the method carries {@code @Async} because the user wrote it there; javac copies it to bridges.
     *
     * @param method a method
     * @return true if it is annotated and no bridge
     */
    public static boolean isAsync(MethodNode method) {
        return (method.access & Opcodes.ACC_BRIDGE) == 0
                && (has(method.visibleAnnotations) || has(method.invisibleAnnotations));
    }

    private static boolean has(List<AnnotationNode> annotations) {
        return annotations != null && annotations.stream().anyMatch(each -> each.desc.equals(Symbols.ASYNC_DESC));
    }

    /**
     * Tells whether a method awaits.
     *
     * @param method a method
     * @return true if there is an {@code await} in it
     */
    public static boolean awaits(MethodNode method) {
        for (AbstractInsnNode insn : method.instructions) {
            if (Symbols.isAwait(insn)) {
                return true;
            }
        }
        return false;
    }
}
