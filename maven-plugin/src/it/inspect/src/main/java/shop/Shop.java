// SPDX-License-Identifier: Apache-2.0
package shop;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import java.util.concurrent.CompletableFuture;

class Shop {
    @Async
    static Coroutine<Integer> total(CompletableFuture<Integer> one, CompletableFuture<Integer> other) {
        int first = await(one);
        return result(first + await(other));
    }

    @Async
    static Coroutine<Integer> notAskedFor(CompletableFuture<Integer> number) {
        return result(await(number));
    }
}
