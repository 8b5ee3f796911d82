// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.concurrent;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.gather;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import java.time.Duration;

/** Two tasks that sleep at the same time, on one thread: A for two seconds, B for one. Together they take two. */
public final class Concurrent {

    private Concurrent() {}

    /**
     * Runs the coroutine on an event loop, on this thread.
     *
     * @param args none
     */
    public static void main(String[] args) {
        EventLoop.run(demo());
    }

    @Async
    static Coroutine<Void> demo() {
        Task<String> a = spawn(task("A", 2));
        Task<String> b = spawn(task("B", 1));
        System.out.println(await(gather(a, b)));
        return done();
    }

    @Async
    static Coroutine<String> task(String name, int seconds) {
        System.out.println(name + " starts");
        await(sleep(Duration.ofSeconds(seconds)));
        System.out.println(name + " ends");
        return result(name + " result");
    }
}
