// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.heddle.Async;
import java.util.concurrent.CompletableFuture;

class Clock {
    @Async
    static CompletableFuture<Integer> tick(CompletableFuture<Integer> tock) {
        return completedFuture(await(tock) + 1);
    }
}
