// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.read;

import dev.heddle.transformer.symbol.Symbols;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.tree.AnnotationNode;

/**
 * The transformer's mark on a class whose coroutines it has rewritten.
 *
 * @param format the version of the woven code's format
 * @param frames the simple file names, without {@code .class}, of its frames
 */
public record WovenMark(int format, List<String> frames) {

    /**
     * Looks for the mark.
     *
     * @param classFile a class file that ASM can read
     * @return the mark, or empty if the class is not woven
     */
    public static Optional<WovenMark> of(byte[] classFile) {
        if (!CoroutineScan.of(classFile).mentionsMark()) {
            return Optional.empty();
        }
        return ClassAnnotation.find(classFile, Symbols.WOVEN_DESC).map(WovenMark::of);
    }

    static WovenMark of(AnnotationNode annotation) {
        ClassAnnotation values = new ClassAnnotation(annotation);
        return new WovenMark(values.number("format"), values.texts("frames"));
    }
}
