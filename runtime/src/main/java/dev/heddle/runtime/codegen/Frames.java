// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells where frames stand, from the tables that the transformer left. Slow, and only called when something is to be said. */
public final class Frames {

    /** As many as a Java stack trace has at most, by default. */
    private static final int MOST_PLACES = 1_024;

    /** Asked for once a class: an annotation is slow to read. */
    private static final ClassValue<FramePlaces> PLACES = new ClassValue<>() {
        @Override
        protected FramePlaces computeValue(Class<?> type) {
            return FramePlaces.of(type);
        }
    };

    private Frames() {}

    /**
     * Names the coroutine's method.
     *
     * @param frame its frame
     * @return {@code com.acme.Shop.order}
     */
    public static String name(Frame<?> frame) {
        return PLACES.get(frame.getClass()).name();
    }

    /**
     * Describes the coroutine and where it stands.
     *
     * @param frame its frame
     * @return {@code Coroutine[com.acme.Shop.order, suspended at Shop.java:12]}
     */
    static String describe(Frame<?> frame) {
        String where = switch (frame.state) {
            case Frame.FRESH -> "not started";
            case Frame.CLAIMED -> "about to start";
            case Frame.RUNNING -> "running or over";
            default -> {
                StackTraceElement place = place(frame);
                yield place == null ? "suspended" : "suspended at " + place.getFileName() + ":" + place.getLineNumber();
            }
        };
        return "Coroutine[" + name(frame) + ", " + where + "]";
    }

    /**
     * Refuses a second use.
     *
     * @param frame the coroutine's frame
     * @return the exception to throw
     */
    static IllegalStateException usedTwice(Frame<?> frame) {
        return new IllegalStateException("Coroutine " + name(frame)
                + " was used a second time: it is single-use, and has been awaited, spawned or run already. Call "
                + name(frame) + " again for a new one, or spawn it as a Task and await that as often as you like");
    }

    /**
     * Gives the places where a chain of suspended coroutines stands, the innermost first.
     *
     * @param leaf the innermost frame, or null
     * @return the first 1,024 places; frames without a table, which are the runtime's own, are left out
     */
    static List<StackTraceElement> places(@Nullable Frame<?> leaf) {
        List<StackTraceElement> places = new ArrayList<>();
        for (Frame<?> frame = leaf; frame != null && places.size() < MOST_PLACES; frame = frame.parent) {
            StackTraceElement place = place(frame);
            if (place != null) {
                places.add(place);
            }
        }
        return places;
    }

    /**
     * Gives the places where the strand stands that the calling thread runs: those on the Java stack. The frames that will be resumed when these have returned are not known
     * while it runs.
     *
     * @param asker the class that asks, whose lines at the top are left out
     * @return the places, the innermost first
     */
    public static List<StackTraceElement> here(Class<?> asker) {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::toStackTraceElement)
                        .dropWhile(line -> !line.getClassName().equals(asker.getName()))
                        .dropWhile(line -> line.getClassName().equals(asker.getName()))
                        .takeWhile(line -> !line.getClassName().equals(Strand.class.getName()))
                        .filter(line -> !AsyncTrace.isPlumbing(line))
                        .limit(MOST_PLACES)
                        .toList());
    }

    /**
     * Tells whether an exception that is thrown where a coroutine is suspended leaves it, whatever it is, with nothing else done.
     *
     * @param frame the coroutine's frame
     * @return false also if there is no telling, because it is not suspended, or has no table
     */
    static boolean catchesNothing(Frame<?> frame) {
        int point = -1 - frame.state;
        return point > 0 && PLACES.get(frame.getClass()).uncaught().get(point);
    }

    private static @Nullable StackTraceElement place(Frame<?> frame) {
        List<StackTraceElement> places = PLACES.get(frame.getClass()).places();
        if (places.isEmpty()) {
            return null;
        }
        int point = -1 - frame.state;
        return places.get(point > 0 && point < places.size() ? point : 0);
    }
}
