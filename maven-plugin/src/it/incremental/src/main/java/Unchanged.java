// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.heddle.Async;
import java.util.concurrent.CompletableFuture;

class Unchanged {
    @Async
    static CompletableFuture<String> both(CompletableFuture<String> one, CompletableFuture<String> other) {
        return completedFuture(await(one) + ", " + await(other));
    }
}
