// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import dev.heddle.transformer.hierarchy.ClassHierarchy;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Checks a class file as the JVM does when it links the class: its {@linkplain FormatChecker tables}, and by {@linkplain TypeChecker type checking} (JVMS 4.10.1) each
 * instruction against the stack map frames that are declared. ASM's own verification infers types and never looks at those frames.
 *
 * <p>What it accepts the JVM accepts too, but for what takes more than superclasses to know: the access to protected members of a class in another package, and loading
 * constraints. A superclass that can't be found is taken to be the one that is wanted.
 */
public final class OutputVerifier {

    private OutputVerifier() {}

    /**
     * Checks a class file.
     *
     * @param classFile its bytes
     * @param hierarchy where superclasses are looked up; the class itself is known without it
     * @return what is wrong, with the method and the instruction; or empty
     */
    public static Optional<String> verify(byte[] classFile, ClassHierarchy hierarchy) {
        ClassNode node = new ClassNode();
        try {
            new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
        } catch (RuntimeException damaged) {
            return Optional.of("it can't be read: " + damaged);
        }
        try {
            check(node, hierarchy);
            return Optional.empty();
        } catch (Complaint complaint) {
            return Optional.of(complaint.getMessage());
        }
    }

    private static void check(ClassNode node, ClassHierarchy hierarchy) throws Complaint {
        FormatChecker.checkMembers(node);
        boolean declaresFrames = (node.version & 0xFFFF) > Opcodes.V1_6;
        Assignability assignability = new Assignability(hierarchy, node);
        for (MethodNode method : node.methods) {
            FormatChecker.checkMethod(node, method);
            // Older classes are verified by inference, for which they need no frames; we never write such classes.
            if (declaresFrames && method.instructions.size() > 0) {
                TypeChecker.check(node, method, assignability);
            }
        }
    }
}
