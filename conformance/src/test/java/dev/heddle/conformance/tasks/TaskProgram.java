// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.tasks;

import java.util.concurrent.CancellationException;

/**
 * A program of tasks that start, await, cancel and outlive one another.
 *
 * @param name its class
 * @param java its source; the coroutine to begin with is {@code f0}, which is given its name
 * @param python the same for asyncio
 */
public record TaskProgram(String name, String java, String python) {

    /** Where the body of a coroutine begins and ends. */
    static final String BEGIN = "/*begin*/";

    static final String END = "/*end*/";

    /** The same program, in which every coroutine catches each cancellation, and throws it again. */
    TaskProgram catchingAll() {
        String exception = CancellationException.class.getName();
        String caught = java.replace(BEGIN, "try {").replace(END, "} catch (" + exception + " e) { throw e; }");
        return new TaskProgram(name, caught, python);
    }
}
