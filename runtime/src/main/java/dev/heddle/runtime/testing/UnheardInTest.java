// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.testing;

import dev.heddle.runtime.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The failures in a test that nobody heard of: they fail it. Used by the thread that runs the loop. */
final class UnheardInTest implements BiConsumer<@Nullable Task<?>, Throwable> {

    private final List<AssertionError> errors = new ArrayList<>();

    @Override
    public void accept(@Nullable Task<?> task, Throwable failure) {
        String who = task == null ? "An action" : "Task " + task.name() + ", which nobody awaited,";
        errors.add(new AssertionError(who + " failed: " + failure, failure));
    }

    /** Throws them, once, if there are any. */
    void throwFirst() {
        if (!errors.isEmpty()) {
            AssertionError first = errors.remove(0);
            suppressIn(first);
            throw first;
        }
    }

    /** Adds them to a failure that is on its way already. */
    void suppressIn(Throwable failure) {
        errors.forEach(failure::addSuppressed);
        errors.clear();
    }
}
