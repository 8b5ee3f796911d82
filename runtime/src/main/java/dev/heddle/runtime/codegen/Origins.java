// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import dev.heddle.Awaitable;
import dev.heddle.Registration;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, with the system property {@code heddle.debug}, where coroutines are made and resources are opened, and tells of those that are garbage before they have been used
 * or closed. Without the property nothing is remembered: the JIT finds {@link #TRACKED} false and leaves the rest out.
 */
public final class Origins {

    /** Whether anything is remembered: the system property {@code heddle.debug} is there, and is not {@code false}. */
    public static final boolean TRACKED = isOn(System.getProperty("heddle.debug"));

    private static final Map<Origin, Origin> OPEN = new ConcurrentHashMap<>();
    private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();

    private Origins() {}

    private static boolean isOn(@Nullable String property) {
        return property != null && !property.equals("false");
    }

    /**
     * What was lost.
     *
     * @param isCoroutine whether it is a coroutine, and not a resource
     * @param name the coroutine's method, or the resource's description
     * @param places where it was made, as in a stack trace
     */
    public record Lost(boolean isCoroutine, String name, List<StackTraceElement> places) {}

    /**
     * Remembers where a resource was opened.
     *
     * @param resource the resource; it is not kept from being collected
     * @param description what to call it in a warning
     * @return to be detached when it is closed
     */
    public static Registration opened(Object resource, String description) {
        if (!TRACKED) {
            return Untracked.NOTHING;
        }
        return remember(new Origin(resource, description, false, new Throwable()));
    }

    /**
     * Remembers that a resource was opened here, under the name of its class.
     *
     * @param resource the resource; it is not kept from being collected
     * @return to be detached when it is closed
     */
    public static Registration opened(Object resource) {
        return opened(resource, here());
    }

    /**
     * Remembers that a resource was opened, on behalf of somebody else.
     *
     * @param resource the resource; it is not kept from being collected
     * @param place what {@link #here} gave to whoever asked for it
     * @return to be detached when it is closed
     */
    public static Registration opened(Object resource, @Nullable Throwable place) {
        if (!TRACKED || place == null) {
            return Untracked.NOTHING;
        }
        return remember(new Origin(resource, resource.getClass().getSimpleName(), false, place));
    }

    private static Registration remember(Origin origin) {
        OPEN.put(origin, origin);
        return () -> OPEN.remove(origin);
    }

    /**
     * Notes a place for {@link #opened(Object, Throwable)}.
     *
     * @return the calling thread's stack; null if nothing is remembered
     */
    public static @Nullable Throwable here() {
        return TRACKED ? new Throwable() : null;
    }

    /**
     * Notes that something will not be used, and that this is no mistake.
     *
     * @param awaitable maybe a coroutine
     */
    public static void givenUp(Awaitable<?> awaitable) {
        if (TRACKED && awaitable instanceof Frame<?> frame) {
            used(frame);
        }
    }

    /**
     * Tells of one thing that was lost. From any thread.
     *
     * @return one that has not been told of, or null
     */
    public static @Nullable Lost poll() {
        if (!TRACKED) {
            return null;
        }
        for (Reference<?> gone = COLLECTED.poll(); gone != null; gone = COLLECTED.poll()) {
            Origin origin = (Origin) gone;
            if (OPEN.remove(origin) != null) {
                return new Lost(origin.isCoroutine, origin.name, origin.places());
            }
        }
        return null;
    }

    /** A frame comes into being. */
    static void made(Frame<?> frame) {
        if (!isReusable(frame.getClass())) {
            Origin origin = new Origin(frame, Frames.name(frame), true, new Throwable());
            OPEN.put(origin, origin);
        }
    }

    /** A frame is used. */
    static void used(Frame<?> frame) {
        OPEN.remove(new Key(frame));
    }

    /** A coroutine that may be used again may as well not be used at all. */
    private static boolean isReusable(Class<?> frame) {
        for (Class<?> each = frame; each != Frame.class; each = each.getSuperclass()) {
            if (Arrays.stream(each.getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals("usedAgain"))) {
                return true;
            }
        }
        return false;
    }

    /** Apart, so that it is not made before a resource is opened: a program's first coroutine has this class initialized. */
    private static final class Untracked {
        static final Registration NOTHING = () -> {};
    }

    /** Compares by identity. */
    private static class Key extends WeakReference<Object> {

        private final int hash;

        Key(Object referent) {
            this(referent, null);
        }

        Key(Object referent, @Nullable ReferenceQueue<Object> queue) {
            super(referent, queue);
            this.hash = System.identityHashCode(referent);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object referent = get();
            return referent != null && other instanceof Key key && key.get() == referent;
        }
    }

    private static final class Origin extends Key {

        final String name;
        final boolean isCoroutine;
        private final Throwable made;

        Origin(Object referent, String name, boolean isCoroutine, Throwable made) {
            super(referent, COLLECTED);
            this.made = made;
            this.name = name;
            this.isCoroutine = isCoroutine;
        }

        /** Without the lines that are ours, and the constructors. */
        List<StackTraceElement> places() {
            StackTraceElement[] trace = made.getStackTrace();
            int top = 0;
            while (top < trace.length
                    && (trace[top].getMethodName().equals("<init>")
                            || trace[top].getClassName().startsWith(Origins.class.getName()))) {
                top++;
            }
            return List.of(trace).subList(top, trace.length);
        }
    }
}
