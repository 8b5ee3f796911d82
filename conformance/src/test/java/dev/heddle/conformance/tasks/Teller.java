// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.tasks;

import dev.heddle.runtime.Outcome;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts exceptions into words. */
final class Teller {

    /** How much is told. */
    enum Detail {
        /** What asyncio's exceptions have as well. */
        KINDS,
        /** Classes and messages, what is suppressed, what is the cause, and which are the same. */
        EXCEPTIONS,
        /** And the stack traces. */
        TRACES
    }

    private final Detail detail;
    private final Map<Throwable, Integer> numbers = new IdentityHashMap<>();

    Teller(Detail detail) {
        this.detail = detail;
    }

    String tell(Throwable thrown) {
        if (detail == Detail.KINDS) {
            return thrown instanceof CancellationException ? "cancelled" : "failure " + thrown.getMessage();
        }
        boolean known = numbers.containsKey(thrown);
        String number = "#" + numbers.computeIfAbsent(thrown, each -> numbers.size());
        if (known && thrown.getSuppressed().length == 0) {
            return number;
        }
        return number + " " + words(thrown) + suppressed(thrown)
                + (thrown.getCause() == null ? "" : " because of " + tell(thrown.getCause()))
                + (detail == Detail.TRACES ? trace(thrown) : "");
    }

    /** Tasks without names are numbered on from run to run. */
    private static String words(Throwable thrown) {
        return thrown.toString().replaceAll("Task-\\d+", "a task");
    }

    /** What it says, and what is suppressed in it: the same in each run. */
    static String summary(Throwable thrown) {
        return words(thrown)
                + Stream.of(thrown.getSuppressed()).map(Teller::words).toList();
    }

    private String suppressed(Throwable thrown) {
        return Stream.of(thrown.getSuppressed())
                .map(this::tell)
                .map(each -> " with (" + each + ")")
                .collect(Collectors.joining());
    }

    /** What is left out are the lines of whoever runs the test, and those of the kernel, which has a loop of its own for who is resumed first. */
    private static String trace(Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .map(StackTraceElement::toString)
                .filter(line -> line.contains("Odd") || line.contains("dev.heddle.runtime."))
                .filter(line -> !line.contains("dev.heddle.runtime.codegen."))
                .map(line -> "\n    at " + line)
                .collect(Collectors.joining());
    }

    String outcome(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Success<?> success) {
            return "gives " + success.value();
        }
        return outcome instanceof Outcome.Cancelled<?> cancelled
                ? "is cancelled: " + tell(cancelled.exception())
                : "fails: " + tell(((Outcome.Failed<?>) outcome).exception());
    }
}
