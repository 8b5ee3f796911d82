// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.heddle.Async;
import java.util.concurrent.CompletableFuture;

class Changed {
    @Async
    static CompletableFuture<String> first(CompletableFuture<String> name) {
        return completedFuture("first " + await(name));
    }

    @Async
    static CompletableFuture<String> second(CompletableFuture<String> name) {
        return completedFuture("second " + await(name));
    }

    public static void main(String[] args) {
        CompletableFuture<String> name = new CompletableFuture<>();
        CompletableFuture<String> all = Unchanged.both(first(name), second(name));
        name.complete("name");
        System.out.println(all.join());
    }
}
