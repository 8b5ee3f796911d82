// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.read;

import dev.heddle.transformer.symbol.Symbols;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;

/**
 * The table that the transformer has left on a frame, read from the frame's class file.
 *
 * @param format the version of the woven code's format
 * @param type the class that the method is in, by its binary name
 * @param method the method's name
 * @param descriptor the method's descriptor as the user wrote it
 * @param file the source file's simple name, or an empty string
 * @param points the points where the method may be suspended
 */
public record SuspensionTable(
        int format, String type, String method, String descriptor, String file, List<Point> points) {

    /**
     * A point where the method may be suspended.
     *
     * @param line the source line, or 0
     * @param awaits what is awaited, in words made from the bytecode
     * @param kept what is kept there
     */
    public record Point(int line, String awaits, List<Kept> kept) {}

    /**
     * A value that is kept while the method is suspended.
     *
     * @param field the frame's field that it is kept in
     * @param name the variable's name; {@code #n} for a value on the operand stack
     * @param descriptor its type
     */
    public record Kept(String field, String name, String descriptor) {

        static Kept parse(String text) {
            int equals = text.indexOf('=');
            int colon = text.indexOf(':', equals + 1);
            if (equals < 0 || colon < 0) {
                throw new IllegalArgumentException("not of the form field=name:descriptor: " + text);
            }
            return new Kept(text.substring(0, equals), text.substring(equals + 1, colon), text.substring(colon + 1));
        }
    }

    /**
     * Looks for the table.
     *
     * @param classFile a class file that ASM can read
     * @return the table, or empty if the class is no frame of ours. The runtime's own coroutines have tables too, but are written by hand: they must not be taken for what is
     *     left of a method that is gone, when a jar with everything in it is woven
     */
    public static Optional<SuspensionTable> of(byte[] classFile) {
        if (!CoroutineScan.of(classFile).mentionsTable()
                || (new ClassReader(classFile).getAccess() & Opcodes.ACC_SYNTHETIC) == 0) {
            return Optional.empty();
        }
        return ClassAnnotation.find(classFile, Symbols.FRAME_TABLE_DESC).map(SuspensionTable::of);
    }

    private static SuspensionTable of(AnnotationNode annotation) {
        ClassAnnotation values = new ClassAnnotation(annotation);
        List<Integer> lines = values.numbers("lines");
        List<String> awaits = values.texts("awaits");
        List<String> kept = values.texts("kept");
        List<Point> points = Stream.iterate(0, i -> i + 1)
                .limit(lines.size())
                .map(i -> new Point(
                        lines.get(i),
                        i < awaits.size() ? awaits.get(i) : "",
                        i < kept.size() ? kept(kept.get(i)) : List.of()))
                .toList();
        return new SuspensionTable(
                values.number("format"),
                values.text("type"),
                values.text("method"),
                values.text("descriptor"),
                values.text("file"),
                points);
    }

    private static List<Kept> kept(String list) {
        return Stream.of(list.split(" "))
                .filter(text -> !text.isBlank())
                .map(Kept::parse)
                .toList();
    }
}
