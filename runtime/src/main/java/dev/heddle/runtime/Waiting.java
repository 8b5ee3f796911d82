// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says who waits, and where, for a loop on which nothing moves. */
final class Waiting {

    private static final int MOST = 20;

    private Waiting() {}

    /** The tasks with their async stacks, a line each; null if there are none. */
    static @Nullable String describe(List<Task<?>> tasks) {
        if (tasks.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (Task<?> task : tasks.subList(0, Math.min(MOST, tasks.size()))) {
            text.append("\n  ").append(task.name()).append(awaitedBy(task));
            for (StackTraceElement place : task.asyncStack()) {
                text.append("\n    at async ").append(place);
            }
        }
        if (tasks.size() > MOST) {
            text.append("\n  and ").append(tasks.size() - MOST).append(" more");
        }
        return text.toString();
    }

    private static String awaitedBy(Task<?> task) {
        List<Task<?>> waiting = new ArrayList<>(0);
        task.addWaiters(waiting);
        return waiting.isEmpty()
                ? ""
                : waiting.stream().limit(MOST).map(Task::name).collect(Collectors.joining(", ", ", awaited by ", ""));
    }
}
