// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import java.util.List;

/**
 * A coroutine, as it is shown.
 *
 * @param type its class, by its binary name
 * @param method its method's name
 * @param descriptor its method's descriptor as the user wrote it
 * @param file the source file's simple name, or an empty string
 * @param frame the frame's class, by its binary name
 * @param frameBytes how much memory a frame takes, in bytes, in a 64-bit JVM with compressed references
 * @param states where it may be suspended
 * @param before the bytecode as the compiler wrote it, or why that is not to be had
 * @param after the bytecode of all methods that it was made into
 */
public record CoroutineView(
        String type,
        String method,
        String descriptor,
        String file,
        String frame,
        int frameBytes,
        List<State> states,
        Listing before,
        Listing after) {

    /** Copies the list. */
    public CoroutineView {
        states = List.copyOf(states);
    }

    /**
     * A state in which it is suspended.
     *
     * @param number its number, from 1; in the bytecode and in the frame's field {@code state}, state n is -1 - n
     * @param line the source line, or 0
     * @param awaits what is awaited: as the source has it, or else in words made from the bytecode
     * @param kept the variables that are kept
     */
    public record State(int number, int line, String awaits, List<Variable> kept) {

        /** Copies the list. */
        public State {
            kept = List.copyOf(kept);
        }
    }

    /**
     * A variable that is kept.
     *
     * @param name its name; {@code #n} for a value on the operand stack
     * @param type its type, as in Java
     * @param field the frame's field that it is kept in
     */
    public record Variable(String name, String type, String field) {}

    /**
     * Bytecode in words.
     *
     * @param available whether there is any
     * @param lines the bytecode, or one line that says why there is none
     */
    public record Listing(boolean available, List<String> lines) {

        /** Copies the list. */
        public Listing {
            lines = List.copyOf(lines);
        }
    }
}
