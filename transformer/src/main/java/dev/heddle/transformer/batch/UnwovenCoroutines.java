// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import dev.heddle.transformer.analyse.Coroutines;
import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.diagnostic.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the coroutines of a class that has not been woven, so that one can say where they are. */
final class UnwovenCoroutines {

    private UnwovenCoroutines() {}

    /** One finding for each coroutine. */
    static List<Finding> of(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_FRAMES);
        Set<String> lambdas = Coroutines.lambdas(node);
        List<Finding> found = new ArrayList<>();
        for (MethodNode method : node.methods) {
            if (Coroutines.kindOf(method, lambdas).isPresent()) {
                found.add(finding(node, method));
            }
        }
        return found;
    }

    private static Finding finding(ClassNode node, MethodNode method) {
        String file = node.sourceFile == null ? "" : node.sourceFile;
        String name = node.name.substring(node.name.lastIndexOf('/') + 1).replace('$', '.') + "." + method.name;
        return new Finding(
                DiagnosticCode.NOT_TRANSFORMED,
                node.name,
                method.name,
                file,
                firstLine(method),
                Anchor.METHOD,
                0,
                "",
                "the coroutine " + name + "() is not transformed");
    }

    private static int firstLine(MethodNode method) {
        for (AbstractInsnNode each : method.instructions) {
            if (each instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }
}
