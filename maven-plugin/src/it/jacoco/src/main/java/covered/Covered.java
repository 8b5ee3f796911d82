// SPDX-License-Identifier: Apache-2.0
package covered;

import static dev.heddle.Coroutine.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.heddle.Async;
import java.util.concurrent.CompletableFuture;

class Covered {
    @Async
    static CompletableFuture<String> choose(CompletableFuture<Boolean> choice) {
        if (await(choice)) {
            return completedFuture("yes"); // line 14: covered
        }
        return completedFuture("no"); // line 16: not covered
    }
}
