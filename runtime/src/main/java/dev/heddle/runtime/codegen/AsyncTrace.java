// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds to an exception's stack trace the coroutines that awaited the one that threw it, which are not on the Java stack: {@code at async com.acme.Shop.order(Shop.java:12)}.
 */
final class AsyncTrace {

    private static final String MARK = "async ";

    private AsyncTrace() {}

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
            if (trace[i].getClassName().equals(Strand.class.getName())) {
                driver = i;
            }
        }
        if (trace.length == 0) {
            return;
        }
        List<StackTraceElement> longer = new ArrayList<>(List.of(trace).subList(0, driver));
        for (StackTraceElement place : Frames.places(awaiting)) {
            longer.add(new StackTraceElement(
                    MARK + place.getClassName(), place.getMethodName(), place.getFileName(), place.getLineNumber()));
        }
        longer.addAll(List.of(trace).subList(driver, trace.length));
        failure.setStackTrace(longer.toArray(new StackTraceElement[0]));
    }
}
