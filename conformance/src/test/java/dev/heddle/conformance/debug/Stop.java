// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.debug;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A place where the debugger stopped.
 *
 * @param line the line
 * @param source its text
 * @param variables the visible variables and their values, as text
 */
record Stop(int line, String source, Map<String, String> variables) {

    /** The lines with their texts, one a line, so that a difference is easy to read. */
    static String lines(List<Stop> stops) {
        return stops.stream().map(stop -> stop.line + " " + stop.source).collect(Collectors.joining("\n"));
    }
}
