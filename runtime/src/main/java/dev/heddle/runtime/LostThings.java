// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Origins;
import java.util.List;

/** Tells of coroutines that are garbage and were never awaited, and of resources that are garbage and were never closed. */
final class LostThings {

    private LostThings() {}

    static void report(Scheduler scheduler) {
        for (Origins.Lost lost = Origins.poll(); lost != null; lost = Origins.poll()) {
            if (lost.isCoroutine()) {
                scheduler.warn(
                        LoopWarning.Kind.NEVER_AWAITED,
                        "Coroutine " + lost.name()
                                + " was never awaited, spawned or run, so nothing of it has happened. It was made here:"
                                + places(lost.places()),
                        null);
            } else {
                scheduler.warn(
                        LoopWarning.Kind.NEVER_CLOSED,
                        lost.name() + " was never closed. It was opened here:" + places(lost.places()),
                        null);
            }
        }
    }

    /** A line each. */
    static String places(List<StackTraceElement> trace) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement place : trace) {
            text.append("\n    at ").append(place);
        }
        return text.toString();
    }
}
