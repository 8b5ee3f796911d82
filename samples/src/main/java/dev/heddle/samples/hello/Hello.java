// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.hello;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.runtime.Tasks.sleep;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import java.time.Duration;

/** The smallest program that waits: prints Hello and, one second later, World. */
public final class Hello {

    private Hello() {}

    /**
     * Runs the coroutine on an event loop, on this thread.
     *
     * @param args none
     */
    public static void main(String[] args) {
        EventLoop.run(hello());
    }

    @Async
    static Coroutine<Void> hello() {
        System.out.println("Hello");
        await(sleep(Duration.ofSeconds(1)));
        System.out.println("World");
        return done();
    }
}
