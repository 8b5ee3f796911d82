// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The carriers of a scheduler, as one. What they throw is reported: neither a step nor the thread it runs on may suffer from it. */
final class Carriers {

    private final ContextCarrier<@Nullable Object>[] each;
    private final BiConsumer<? super @Nullable Task<?>, ? super Throwable> exceptionHandler;

    private Carriers(
            ContextCarrier<@Nullable Object>[] each,
            BiConsumer<? super @Nullable Task<?>, ? super Throwable> exceptionHandler) {
        this.each = each;
        this.exceptionHandler = exceptionHandler;
    }

    /** Gives null if there are none, so that who has none pays nothing. */
    @SuppressWarnings("unchecked") // each is given back what it gave, and nothing else
    static @Nullable Carriers of(
            List<? extends ContextCarrier<?>> carriers,
            BiConsumer<? super @Nullable Task<?>, ? super Throwable> exceptionHandler) {
        return carriers.isEmpty()
                ? null
                : new Carriers(
                        (ContextCarrier<@Nullable Object>[]) carriers.toArray(new ContextCarrier<?>[0]),
                        exceptionHandler);
    }

    /** Takes what the calling thread has, of each carrier; null where that failed. */
    @Nullable
    Object[] capture() {
        @Nullable Object[] snapshots = new Object[each.length];
        for (int i = 0; i < each.length; i++) {
            try {
                snapshots[i] = each[i].capture();
            } catch (Throwable failure) {
                FailureLog.handle(exceptionHandler, null, failure);
            }
        }
        return snapshots;
    }

    void restore(@Nullable Object[] snapshots) {
        for (int i = 0; i < each.length; i++) {
            try {
                each[i].restore(snapshots[i]);
            } catch (Throwable failure) {
                FailureLog.handle(exceptionHandler, null, failure);
            }
        }
    }
}
