// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.read;

import dev.heddle.transformer.symbol.Symbols;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

/**
 * The transformer's mark on a class whose coroutines it has rewritten.
 *
 * @param format the version of the woven code's format
 * @param frames the simple file names, without {@code .class}, of its frames
 * @param tables what is known of its coroutines, in the order of the frames; none if they are of another format than this transformer writes
 */
public record WovenMark(int format, List<String> frames, List<SuspensionTable> tables) {

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
        String name = new ClassReader(classFile).getClassName();
        return ClassAnnotation.find(classFile, Symbols.WOVEN_DESC).map(annotation -> of(name, annotation));
    }

    static Optional<WovenMark> of(ClassNode node) {
        return ClassAnnotation.find(node, Symbols.WOVEN_DESC).map(annotation -> of(node.name, annotation));
    }

    private static WovenMark of(String className, AnnotationNode annotation) {
        ClassAnnotation values = new ClassAnnotation(annotation);
        int format = values.number("format");
        List<SuspensionTable> tables =
                format == Symbols.FORMAT ? SuspensionTable.of(className.replace('/', '.'), values) : List.of();
        return new WovenMark(format, values.texts("frames"), tables);
    }

    /**
     * Tells whether this transformer knows what is in the class.
     *
     * @return false if another version has woven it, in a format that is not ours
     */
    public boolean isOurs() {
        return format == Symbols.FORMAT;
    }
}
