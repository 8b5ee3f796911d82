// SPDX-License-Identifier: Apache-2.0
package shop;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import java.util.concurrent.CompletableFuture;

class Right {
    @Async
    static Coroutine<Integer> twice(CompletableFuture<Integer> number) {
        return result(2 * await(number));
    }
}
