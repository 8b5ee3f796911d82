// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A strand's wait for a stage. Cancelling the wait cancels the future: whoever computes it may see that nobody wants it any more. */
final class StageWait extends Suspension {

    private final CompletionStage<?> stage;

    StageWait(CompletionStage<?> stage) {
        this.stage = stage;
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

    /** The value of a future that is done; throws its failure itself. */
    static @Nullable Object outcomeOf(CompletableFuture<?> done) {
        if (!done.isCompletedExceptionally()) {
            return done.join();
        }
        Throwable failure = done.handle((value, thrown) -> thrown).join();
        throw Failure.of(unwrap(failure)).rethrow();
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
