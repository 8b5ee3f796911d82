// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The future of a hot coroutine. Cancelling it cancels the body; completing it in another way leaves the body alone. */
final class HotFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private final Strand<T> strand;

    private HotFuture(Strand<T> strand) {
        this.strand = strand;
    }

    static <T extends @Nullable Object> CompletableFuture<T> start(Frame<T> frame) {
        frame.claim();
        Current current = Current.get();
        Dispatcher home = Dispatcher.currentOrInline();
        Strand<T> strand = home.strandFor(frame);
        HotFuture<T> future = new HotFuture<>(strand);
        home.started(strand);
        Dispatcher before = current.dispatcher;
        var unused = strand.onDone(future::take);
        current.dispatcher = home;
        strand.step(current);
        current.dispatcher = before;
        return future;
    }

    private void take() {
        try {
            complete(strand.resultNow());
        } catch (Throwable failure) {
            completeExceptionally(failure);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            strand.home.cancel(strand, null);
        }
        return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
