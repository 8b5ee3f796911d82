// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets each task have something of its own that other libraries keep for each thread: a logger's diagnostic context, a transaction, the current request. Register it with
 * {@link EventLoop.Builder#carry} or {@link Scheduler#over(java.util.concurrent.Executor, ContextCarrier...)}.
 *
 * <pre>{@code
 * ContextCarrier<Map<String, String>> mdc = ContextCarrier.of(
 *         MDC::getCopyOfContextMap,
 *         map -> {
 *             if (map == null) {
 *                 MDC.clear();
 *             } else {
 *                 MDC.setContextMap(map);
 *             }
 *         });
 * }</pre>
 *
 * <p>A task starts with what the thread that spawned it had just then. Before each step the scheduler puts the task's own in place; when the task waits, it keeps what is
 * there, with what the task has changed, and puts back what the thread had before. So what a coroutine sets is there after its awaits, and no other task sees it. Offloaded
 * work ({@link Tasks#blocking}) starts with a copy; what it changes is dropped.
 *
 * <p>Both methods are called twice a step, on whatever thread runs the step: they should be fast. What they throw goes to the exception handler, and the step goes on.
 *
 * @param <S> what is carried: a snapshot, which nobody changes any more
 */
public interface ContextCarrier<S extends @Nullable Object> {

    /**
     * Takes what the calling thread has.
     *
     * @return a snapshot, which later changes leave alone; null may stand for nothing
     */
    S capture();

    /**
     * Replaces what the calling thread has.
     *
     * @param snapshot what {@link #capture} gave, on this thread or another; it may be restored several times
     */
    void restore(S snapshot);

    /**
     * Makes a carrier of two functions.
     *
     * @param <S> what is carried
     * @param capture takes a snapshot
     * @param restore puts it in place
     * @return the carrier
     */
    static <S extends @Nullable Object> ContextCarrier<S> of(
            Supplier<? extends S> capture, Consumer<? super S> restore) {
        Objects.requireNonNull(capture, "capture");
        Objects.requireNonNull(restore, "restore");
        return new ContextCarrier<>() {
            @Override
            public S capture() {
                return capture.get();
            }

            @Override
            public void restore(S snapshot) {
                restore.accept(snapshot);
            }
        };
    }

    /**
     * Makes a carrier of a thread-local. Where its value is null, it is removed.
     *
     * @param <V> the type of its values; they are carried themselves, not copied
     * @param local the thread-local
     * @return the carrier
     */
    static <V> ContextCarrier<@Nullable V> of(ThreadLocal<V> local) {
        return of(local::get, value -> {
            if (value == null) {
                local.remove();
            } else {
                local.set(value);
            }
        });
    }
}
