// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A strand's wait for a stage. Cancelling the wait cancels the future: whoever computes it may see that nobody wants it any more. */
final class StageWait extends Suspension {

    private final CompletionStage<?> stage;

    private StageWait(CompletionStage<?> stage) {
        this.stage = stage;
    }

    static Object on(CompletionStage<?> stage, Strand<?> strand) {
        return Awaits.suspendOn(new StageWait(stage), strand);
    }

    CompletionStage<?> stage() {
        return stage;
    }

    @Override
    protected boolean arm(Strand<?> strand) {
        var unused = stage.whenComplete(
                (value, failure) -> wake(strand, failure == null ? value : Failure.of(unwrap(failure))));
        return true;
    }

    @Override
    protected void disarm(Strand<?> strand) {
        stage.toCompletableFuture().cancel(false);
    }

    /** The value of a future, or {@link Completion#PENDING} if it is not done; throws its failure itself. */
    @SuppressWarnings("unchecked") // whatever it is the future of, what it gives is an object
    static @Nullable Object valueOrPending(CompletableFuture<?> stage) {
        // Itself, but for the JDK's minimal stages (completedStage, minimalCompletionStage): those extend the class and
        // refuse to be asked.
        CompletableFuture<Object> future = (CompletableFuture<Object>) stage.toCompletableFuture();
        try {
            // The one look at the outcome. To ask first whether it has failed would be a second, which the JIT must not
            // merge with this one; so who finds a failure pays for a wrapper instead.
            return future.getNow(Completion.PENDING);
        } catch (CompletionException | CancellationException failed) {
            throw failureOf(future);
        }
    }

    private static RuntimeException failureOf(CompletableFuture<Object> failed) {
        Throwable failure = failed.handle((value, thrown) -> thrown).join();
        return Failure.of(unwrap(failure)).rethrow();
    }

    /** Takes off the wrappers that the stages of java.util.concurrent put round a failure. */
    static Throwable unwrap(Throwable failure) {
        Throwable inner = failure;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    @Override
    public String toString() {
        return stage.toString();
    }
}
