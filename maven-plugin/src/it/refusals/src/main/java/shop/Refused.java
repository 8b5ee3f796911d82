// SPDX-License-Identifier: Apache-2.0
package shop;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A caret stands below each place that the build must point at. */
abstract class Refused {
    private final CompletableFuture<Integer> stock;
    private final int first;

    Refused(CompletableFuture<Integer> stock) {
        this.stock = stock;
        this.first = await(stock);
        //           ^ HED004
    }

    int outside() {
        return 1 + await(stock);
        //         ^ HED001
    }

    @Async
    Coroutine<Integer> inBlock() {
        synchronized (this) {
            return result(await(stock));
            //            ^ HED002
        }
    }

    @Async
    synchronized Coroutine<Integer> inMethod() {
        //                          ^ HED003
        return result(await(stock));
    }

    @Async
    Coroutine<Void> inLambda() {
        Callable<Integer> call = () -> await(stock);
        //                             ^ HED005
        await(CompletableFuture.supplyAsync(() -> call));
        return done();
    }

    @Async
    Coroutine<List<Integer>> asReference(List<CompletableFuture<Integer>> stocks) {
        return result(stocks.stream().<Integer>map(Coroutine::await).toList());
        //                                         ^ HED006
    }

    @Async
    int wrongType() {
    //  ^ HED007
        return first;
    }

    @Async
    abstract Coroutine<Integer> withoutBody();
    //                          ^ HED008
}
