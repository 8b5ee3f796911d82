// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import dev.heddle.conformance.harness.Run;

/** What cases say about the order in which things happen. */
public class Trace {

    protected Trace() {}

    public static void trace(Object said) {
        Run.current().trace(said);
    }

    /** Traces a value, and gives it. */
    public static <T> T say(T value) {
        Run.current().trace(value);
        return value;
    }
}
