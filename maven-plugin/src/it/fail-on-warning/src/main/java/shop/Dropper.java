// SPDX-License-Identifier: Apache-2.0
package shop;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import java.util.concurrent.CompletableFuture;

class Dropper {
    @Async
    static Coroutine<Void> save(CompletableFuture<Void> saved) {
        await(saved);
        return done();
    }

    @Async
    static Coroutine<Void> saveTwice(CompletableFuture<Void> saved) {
        save(saved);
        await(save(saved));
        return done();
    }
}
