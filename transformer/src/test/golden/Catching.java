// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.await;

import dev.heddle.Async;
import java.util.concurrent.CompletableFuture;

/** A failure is thrown inside the try block, and a resource may be closed with a wait. */
class Catching {
    @Async
    static CompletableFuture<String> read(CompletableFuture<String> text, AutoCloseable resource) throws Exception {
        try (resource) {
            return CompletableFuture.completedFuture(await(text));
        } catch (IllegalStateException e) {
            return text;
        }
    }
}
