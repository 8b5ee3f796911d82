// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Failure;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The failures of tasks that nobody awaited when they failed. As long as somebody holds such a task, it may still be heard; when it has been collected, or the scheduler
 * ends, the failure is reported, once. For any thread.
 */
final class UnheardFailures {

    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<Task<?>> collected = new ReferenceQueue<>();
    private final BiConsumer<? super @Nullable Task<?>, ? super Throwable> handler;

    UnheardFailures(BiConsumer<? super @Nullable Task<?>, ? super Throwable> handler) {
        this.handler = handler;
    }

    void add(Task<?> task, Failure failure) {
        entries.add(new Entry(task, failure, collected));
    }

    /** Reports what nobody can hear any more. Cheap if there is nothing. */
    void reportCollected() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            report((Entry) gone);
        }
    }

    /** Reports what nobody has heard. */
    void reportAll() {
        for (Entry entry : entries) {
            report(entry);
        }
    }

    private void report(Entry entry) {
        if (entries.remove(entry) && !entry.failure.isHeard()) {
            FailureLog.handle(handler, entry.standIn, entry.failure.cause());
        }
    }

    /** What the handler needs to know once the task itself is gone. */
    private static final class Entry extends PhantomReference<Task<?>> {

        final Failure failure;
        final Task<?> standIn;

        Entry(Task<?> task, Failure failure, ReferenceQueue<Task<?>> queue) {
            super(task, queue);
            this.failure = failure;
            this.standIn = task.standIn(failure);
        }
    }
}
