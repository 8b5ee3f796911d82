// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

class Demo {
    private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

    @Async
    static Coroutine<String> greeting(String name) {
        String greeting = await(CompletableFuture.supplyAsync(() -> "Hello", LATER));
        return result(greeting + ", " + name);
    }

    @Async
    static Coroutine<Void> demo() {
        System.out.println(await(greeting("world")));
        return done();
    }

    public static void main(String[] args) {
        EventLoop.run(demo());
    }
}
