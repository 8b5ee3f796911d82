// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.heddle.Async;
import java.util.concurrent.CompletableFuture;

class Twice {
    @Async
    static CompletableFuture<Integer> twice(CompletableFuture<Integer> number) {
        return completedFuture(2 * await(number));
    }
}
