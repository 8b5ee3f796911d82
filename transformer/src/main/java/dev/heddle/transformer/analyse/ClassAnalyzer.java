// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Analyses the coroutines of a class. */
public final class ClassAnalyzer {

    private ClassAnalyzer() {}

    /**
     * Analyses a class.
     *
     * @param node the class, with expanded frames
     * @return what is known about it
     */
    public static ClassAnalysis analyse(ClassNode node) {
        Set<String> lambdas = Coroutines.lambdas(node);
        DirectCalls directCalls = new DirectCalls(node, lambdas);
        List<MethodAnalysis> coroutines = new ArrayList<>();
        for (MethodNode method : node.methods) {
            Optional<CoroutineKind> kind = Coroutines.kindOf(method, lambdas);
            kind.ifPresent(k -> coroutines.add(analyse(node, method, k, directCalls)));
        }
        return new ClassAnalysis(node, coroutines, lambdas);
    }

    private static MethodAnalysis analyse(
            ClassNode node, MethodNode method, CoroutineKind kind, DirectCalls directCalls) {
        try {
            return new MethodAnalyzer(node.name, method, kind, directCalls).analyse();
        } catch (RuntimeException crash) {
            throw new IllegalStateException("in method " + method.name + method.desc + ": " + crash, crash);
        }
    }
}
