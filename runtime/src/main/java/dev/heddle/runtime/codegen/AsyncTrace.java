// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds to an exception's stack trace the coroutines that awaited the one that threw it, which are not on the Java stack: {@code at async com.acme.Shop.order(Shop.java:12)}.
 * Lines that only tell how a coroutine is called and resumed are left out of a trace that is rewritten.
 */
final class AsyncTrace {

    private static final String MARK = "async ";
    private static final String DRIVER = Strand.class.getName();
    private static final String KERNEL = Strand.class.getPackageName() + ".";

    /** Whose lines are left out, nested classes included: what woven code calls on its way to other woven code, and what drives it. */
    private static final Set<String> PLUMBING = Set.of(
            Awaits.class.getName(),
            Cancellation.class.getName(),
            Completion.class.getName(),
            Detour.class.getName(),
            Frame.class.getName(),
            HotFuture.class.getName(),
            Resumable.class.getName(),
            Scope.class.getName(),
            Scoped.class.getName(),
            Shielded.class.getName(),
            Strand.class.getName(),
            Strike.class.getName());

    private AsyncTrace() {}

    /**
     * Adds to the exception that a frame has thrown those that awaited it. What the frame was resumed with was not made in it: then its own place, where it awaited that, is
     * told as well.
     *
     * @param frame who threw
     * @param point where it was resumed
     * @param signal what it was resumed with, if that was a failure
     */
    static void append(Throwable failure, Frame<?> frame, int point, @Nullable Object signal) {
        if (signal instanceof Failure awaited && awaited.cause() == failure) {
            int now = frame.state;
            frame.state = point;
            append(failure, frame);
            frame.state = now;
        } else {
            append(failure, frame.parent);
        }
    }

    /** Inserts the chain above the driver's own frames. Does nothing if the exception has such lines already, or has no stack trace. */
    static void append(Throwable failure, @Nullable Frame<?> awaiting) {
        if (awaiting == null) {
            return;
        }
        StackTraceElement[] trace = failure.getStackTrace();
        int driver = trace.length;
        for (int i = trace.length - 1; i >= 0; i--) {
            if (trace[i].getClassName().startsWith(MARK)) {
                return;
            }
            if (trace[i].getClassName().equals(DRIVER)) {
                driver = i;
            }
        }
        if (trace.length == 0) {
            return;
        }
        List<StackTraceElement> places = Frames.places(awaiting);
        // The exception of a cancelled wait begins with the place of that wait.
        int told = !places.isEmpty() && isSamePlace(places.get(0), trace[0]) ? 1 : 0;
        if (told == places.size()) {
            return;
        }
        List<StackTraceElement> longer = new ArrayList<>();
        addLines(longer, trace, 0, driver);
        addChain(longer, places, told);
        addLines(longer, trace, driver, trace.length);
        failure.setStackTrace(longer.toArray(new StackTraceElement[0]));
    }

    /**
     * Gives the stack trace of an exception that is thrown at an await, but is made elsewhere: it begins with the place of that await and the coroutines around it. Who made
     * it stands below.
     *
     * @param leaf the innermost of the coroutines that wait, or null
     * @param maker the lines of who makes it
     * @return the lines; none if the JVM gives none
     */
    static StackTraceElement[] atAwait(@Nullable Frame<?> leaf, StackTraceElement[] maker) {
        List<StackTraceElement> places = Frames.places(leaf);
        if (places.isEmpty() || maker.length == 0) {
            return maker;
        }
        List<StackTraceElement> longer = new ArrayList<>(places.size() + maker.length);
        longer.add(places.get(0));
        addChain(longer, places, 1);
        longer.addAll(Arrays.asList(maker));
        return longer.toArray(new StackTraceElement[0]);
    }

    static StackTraceElement[] withoutPlumbing(StackTraceElement[] trace) {
        List<StackTraceElement> shorter = new ArrayList<>(trace.length);
        addLines(shorter, trace, 0, trace.length);
        return shorter.toArray(new StackTraceElement[0]);
    }

    private static boolean isSamePlace(StackTraceElement one, StackTraceElement other) {
        return one.getLineNumber() == other.getLineNumber()
                && one.getMethodName().equals(other.getMethodName())
                && one.getClassName().equals(other.getClassName());
    }

    private static void addChain(List<StackTraceElement> trace, List<StackTraceElement> places, int from) {
        for (StackTraceElement place : places.subList(from, places.size())) {
            trace.add(new StackTraceElement(
                    MARK + place.getClassName(), place.getMethodName(), place.getFileName(), place.getLineNumber()));
        }
    }

    private static void addLines(List<StackTraceElement> trace, StackTraceElement[] lines, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isPlumbing(lines[i])) {
                trace.add(lines[i]);
            }
        }
    }

    /** Tells whether a line says nothing about the user's program: {@code Shop$order$Async.begin}, {@code Awaits.await}, and the like. */
    static boolean isPlumbing(StackTraceElement line) {
        String type = line.getClassName();
        if (type.startsWith(KERNEL)) {
            int nested = type.indexOf('$', KERNEL.length());
            return PLUMBING.contains(nested < 0 ? type : type.substring(0, nested));
        }
        String method = line.getMethodName();
        return method.endsWith("$resume") || ((method.equals("resume") || method.equals("begin")) && isFrame(type));
    }

    /** {@code Shop$order$Async}, or with a number for an overload. */
    private static boolean isFrame(String type) {
        int suffix = type.lastIndexOf("$Async");
        int end = suffix + "$Async".length();
        return suffix > 0 && (end == type.length() || type.charAt(end) == '$');
    }
}
