// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A strand seen as a future: what a hot coroutine gives its caller. Cancelling it cancels the body; completing it in another way leaves the body alone. Waiting for it without
 * a limit on the thread of the loop that the body runs on is refused.
 *
 * @param <T> what the coroutine gives
 */
public final class HotFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private final Strand<T> strand;

    private HotFuture(Strand<T> strand) {
        this.strand = strand;
    }

    static <T extends @Nullable Object> CompletableFuture<T> start(Frame<T> frame) {
        frame.claim();
        Current current = Current.get();
        Dispatcher home = Dispatcher.currentOrInline();
        Strand<T> strand = home.strandFor(frame);
        home.started(strand);
        CompletableFuture<T> future = of(strand);
        Dispatcher before = current.dispatcher;
        current.dispatcher = home;
        strand.step(current);
        current.dispatcher = before;
        return future;
    }

    /**
     * Makes the future of a strand. From any thread.
     *
     * @param <T> what the coroutine gives
     * @param strand the strand
     * @return a future that is completed when the strand ends, on the strand's scheduler
     */
    public static <T extends @Nullable Object> CompletableFuture<T> of(Strand<T> strand) {
        HotFuture<T> future = new HotFuture<>(strand);
        var unused = strand.onDone(future::take);
        return future;
    }

    /**
     * Tells whom a strand waits for by way of a future.
     *
     * @param waiting the strand
     * @return the strand whose future it awaits; null if it waits for something else, or for nothing
     */
    public static @Nullable Strand<?> behind(Strand<?> waiting) {
        return waiting.signal instanceof StageWait wait && wait.stage() instanceof HotFuture<?> hot ? hot.strand : null;
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
    public T join() {
        refuseToWaitAtHome("join");
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        refuseToWaitAtHome("get");
        return super.get();
    }

    /** The thread of an event loop can't wait for what only that thread will do. */
    private void refuseToWaitAtHome(String operation) {
        if (!isDone() && strand.home.isConfined() && strand.home.isHome()) {
            throw new IllegalStateException(operation + "() of the future of " + strand + " on the thread of "
                    + strand.home + ", which is to complete it, would wait for ever: await it instead");
        }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
