// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a class of frames tells of its coroutine.
 *
 * @param name {@code com.acme.Shop.order}; the frame's class's own if there is no table
 * @param places first that of a coroutine that is at no suspension point, then those of the points; none if there is no table
 * @param uncaught the points that no try block covers, as far as is known, the first point being 1
 */
record FramePlaces(String name, List<StackTraceElement> places, BitSet uncaught) {

    /** The versions of the format in which the tables stand in the coroutine's class: the first, which does not tell what is caught, and the newest. */
    private static final int OLDEST_FORMAT = 2;

    private static final int FORMAT = 3;

    private static final String SUFFIX = "$Async";

    /** Behind the line of a point that no try block covers. */
    private static final String UNCAUGHT = "^";

    static FramePlaces of(Class<?> frame) {
        FrameTable table = frame.getAnnotation(FrameTable.class);
        if (table != null) {
            return of(table.type(), table.method(), table.file(), table.lines(), new BitSet());
        }
        FramePlaces woven = frame.isSynthetic() ? ofWoven(frame) : null;
        return woven == null ? new FramePlaces(frame.getName(), List.of(), new BitSet()) : woven;
    }

    private static FramePlaces of(String type, String method, String file, int[] lines, BitSet uncaught) {
        StackTraceElement[] places = new StackTraceElement[lines.length + 1];
        for (int point = 0; point < places.length; point++) {
            int line = point == 0 ? 0 : lines[point - 1];
            places[point] = new StackTraceElement(type, method, file.isEmpty() ? null : file, line == 0 ? -1 : line);
        }
        return new FramePlaces(type + "." + method, List.of(places), uncaught);
    }

    /** Finds the class by the frame's name, {@code C$foo$Async}: as both {@code C} and {@code foo} may have a {@code $}, it is the one that names the frame as its own. */
    private static @Nullable FramePlaces ofWoven(Class<?> frame) {
        String name = frame.getName();
        int end = name.lastIndexOf(SUFFIX);
        for (int cut = name.lastIndexOf('$', end - 1); cut > 0; cut = name.lastIndexOf('$', cut - 1)) {
            Woven mark = mark(name.substring(0, cut), frame.getClassLoader());
            int index =
                    mark == null ? -1 : Arrays.asList(mark.frames()).indexOf(name.substring(name.lastIndexOf('.') + 1));
            if (mark != null && index >= 0) {
                return mark.format() >= OLDEST_FORMAT && mark.format() <= FORMAT
                        ? of(name.substring(0, cut), mark, index)
                        : null;
            }
        }
        return null;
    }

    private static @Nullable Woven mark(String type, @Nullable ClassLoader loader) {
        try {
            return Class.forName(type, false, loader).getAnnotation(Woven.class);
        } catch (ClassNotFoundException | LinkageError cutElsewhere) {
            return null;
        }
    }

    private static FramePlaces of(String type, Woven mark, int index) {
        String text = String.join("", mark.points()).split("\\.", -1)[index];
        String[] points = text.isEmpty() ? new String[0] : text.split(";", -1);
        int[] lines = new int[points.length];
        BitSet uncaught = new BitSet();
        for (int i = 0; i < points.length; i++) {
            String line = points[i].substring(0, points[i].indexOf('/'));
            boolean up = line.endsWith(UNCAUGHT);
            uncaught.set(i + 1, up);
            lines[i] = Integer.parseInt(up ? line.substring(0, line.length() - 1) : line);
        }
        return of(type, mark.methods()[index], mark.file(), lines, uncaught);
    }
}
