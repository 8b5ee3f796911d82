// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners of a loop. Those that throw are removed. Confined to the loop's thread. */
final class Listeners {

    private final List<LoopListener> each;
    private final BiConsumer<? super @Nullable Task<?>, ? super Throwable> exceptionHandler;

    Listeners(List<LoopListener> each, BiConsumer<? super @Nullable Task<?>, ? super Throwable> exceptionHandler) {
        this.each = new CopyOnWriteArrayList<>(each);
        this.exceptionHandler = exceptionHandler;
    }

    @SuppressWarnings(
            "ModifyCollectionInEnhancedForLoop") // a copy-on-write list's iterator goes on over what it began with
    void tell(Consumer<LoopListener> event) {
        for (LoopListener listener : each) {
            try {
                event.accept(listener);
            } catch (Throwable failure) {
                each.remove(listener);
                FailureLog.handle(exceptionHandler, null, failure);
            }
        }
    }
}
