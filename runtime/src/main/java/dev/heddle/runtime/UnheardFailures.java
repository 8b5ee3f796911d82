// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Failure;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The failures of tasks that nobody awaited when they failed. As long as somebody holds such a task, it may still be heard; when it has been collected, or the scheduler
 * ends, the failure is reported, once. For any thread.
 */
final class UnheardFailures {

    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final ReferenceQueue<Task<?>> collected = new ReferenceQueue<>();
    private final BiConsumer<? super @Nullable Task<?>, ? super Throwable> handler;

    UnheardFailures(BiConsumer<? super @Nullable Task<?>, ? super Throwable> handler) {
        this.handler = handler;
    }

    void add(Task<?> task, Failure failure) {
        entries.add(new Entry(task, failure, numbers.getAndIncrement(), collected));
    }

    /** Reports what nobody can hear any more. Cheap if there is nothing. */
    void reportCollected() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            report((Entry) gone);
        }
    }

    /** Reports what nobody has heard, in the order in which it went wrong. */
    void reportAll() {
        entries.stream().sorted(Comparator.comparingLong(entry -> entry.number)).forEach(this::report);
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
        final long number;

        Entry(Task<?> task, Failure failure, long number, ReferenceQueue<Task<?>> queue) {
            super(task, queue);
            this.failure = failure;
            this.number = number;
            this.standIn = task.standIn(failure);
        }
    }
}
