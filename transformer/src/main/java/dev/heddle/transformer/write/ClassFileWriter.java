// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.write;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** Turns a class into bytes. Stack sizes are computed; frames are those that the class has, so no class hierarchy is needed. */
public final class ClassFileWriter {

    private ClassFileWriter() {}

    /**
     * Writes a class.
     *
     * @param node the class
     * @return its class file
     * @throws org.objectweb.asm.MethodTooLargeException if a method has more than 65,535 bytes of code
     * @throws org.objectweb.asm.ClassTooLargeException if the class has more than 65,535 constants
     */
    public static byte[] write(ClassNode node) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }
}
