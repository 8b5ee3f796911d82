// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Makes class files that the JVM refuses. */
final class ClassBreaker {

    private ClassBreaker() {}

    /** As some tools leave them behind that know nothing of stack map frames. */
    static byte[] withoutFrames(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile).accept(writer, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }
}
