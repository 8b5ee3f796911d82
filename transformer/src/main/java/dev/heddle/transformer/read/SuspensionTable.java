// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.read;

import dev.heddle.transformer.symbol.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of a coroutine, which the transformer has left in the coroutine's class.
 *
 * @param type the class that the method is in, by its binary name
 * @param frame the simple file name of the frame's class, without {@code .class}
 * @param method the method's name
 * @param descriptor the method's descriptor as the user wrote it
 * @param file the source file's simple name, or an empty string
 * @param points the points where the method may be suspended
 */
public record SuspensionTable(
        String type, String frame, String method, String descriptor, String file, List<Point> points) {

    /**
     * A point where the method may be suspended.
     *
     * @param line the source line, or 0
     * @param awaits what is awaited, in words made from the bytecode
     * @param kept what is kept there
     */
    public record Point(int line, String awaits, List<Kept> kept) {

        private static final int KEPT = 2;

        static Point parse(String text) {
            List<String> parts = split(text, Symbols.NEXT_PART);
            if (parts.size() < KEPT) {
                throw new IllegalArgumentException("not of the form line/awaits/kept: " + text);
            }
            List<Kept> kept = parts.stream().skip(KEPT).map(Kept::parse).toList();
            return new Point(Integer.parseInt(parts.get(0).replace(Symbols.UNCAUGHT, "")), parts.get(1), kept);
        }
    }

    /**
     * A value that is kept while the method is suspended.
     *
     * @param field the frame's field that it is kept in, which has its type
     * @param name the variable's name; {@code #n} for a value on the operand stack
     */
    public record Kept(String field, String name) {

        static Kept parse(String text) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("not of the form field=name: " + text);
            }
            return new Kept(text.substring(0, equals), text.substring(equals + 1));
        }
    }

    /** Reads the tables out of a class's mark. */
    static List<SuspensionTable> of(String type, ClassAnnotation mark) {
        List<String> frames = mark.texts("frames");
        List<String> methods = mark.texts("methods");
        List<String> descriptors = mark.texts("descriptors");
        List<String> points = split(String.join("", mark.texts("points")), Symbols.NEXT_COROUTINE);
        if (methods.size() != frames.size() || descriptors.size() != frames.size() || points.size() < frames.size()) {
            throw new IllegalArgumentException("the mark of " + type + " has lists of different lengths");
        }
        return Stream.iterate(0, i -> i + 1)
                .limit(frames.size())
                .map(i -> new SuspensionTable(
                        type,
                        frames.get(i),
                        methods.get(i),
                        descriptors.get(i),
                        mark.text("file"),
                        points(points.get(i))))
                .toList();
    }

    private static List<Point> points(String text) {
        return text.isEmpty()
                ? List.of()
                : split(text, Symbols.NEXT_POINT).stream().map(Point::parse).toList();
    }

    private static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }
}
