// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a loop that have not ended, oldest first. It holds them strongly, so that a task is not lost while it waits for something that only weak references lead
 * to. Linked through the tasks themselves, and confined to the loop's thread.
 */
final class TaskList {

    private @Nullable Task<?> oldest;
    private @Nullable Task<?> newest;

    boolean isEmpty() {
        return oldest == null;
    }

    void add(Task<?> task) {
        Task<?> before = newest;
        task.previous = before;
        if (before == null) {
            oldest = task;
        } else {
            before.next = task;
        }
        newest = task;
    }

    void remove(Task<?> task) {
        Task<?> before = task.previous;
        Task<?> after = task.next;
        if (before == null) {
            oldest = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.previous = before;
        }
        task.previous = null;
        task.next = null;
    }

    List<Task<?>> snapshot() {
        List<Task<?>> tasks = new ArrayList<>();
        for (Task<?> task = oldest; task != null; task = task.next) {
            tasks.add(task);
        }
        return tasks;
    }
}
