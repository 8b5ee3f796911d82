// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import java.util.Arrays;
import java.util.List;

/**
 * What came of a run.
 *
 * @param result the value as a string, or {@code !} and the exception
 * @param trace what it said on the way
 * @param awaits how many awaitables it asked for
 */
public record Outcome(String result, List<String> trace, int awaits) {

    static Outcome value(Object value, Run run) {
        String text = Arrays.deepToString(new Object[] {value});
        return new Outcome(text.substring(1, text.length() - 1), run.said(), run.awaits());
    }

    static Outcome failure(Throwable failure, Run run) {
        StringBuilder text = new StringBuilder("!").append(failure.getClass().getName());
        if (failure.getMessage() != null
                && !(failure instanceof NullPointerException)
                && !(failure instanceof ClassCastException)) {
            text.append(": ").append(failure.getMessage());
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            text.append(" +")
                    .append(suppressed.getClass().getName())
                    .append(": ")
                    .append(suppressed.getMessage());
        }
        return new Outcome(text.toString(), run.said(), run.awaits());
    }

    /** Throws anything where nothing is declared. */
    @SuppressWarnings("unchecked")
    public static <X extends Throwable> X sneak(Throwable failure) throws X {
        throw (X) failure;
    }
}
