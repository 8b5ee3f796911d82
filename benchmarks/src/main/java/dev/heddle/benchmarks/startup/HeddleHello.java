// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.startup;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.runtime.Tasks.sleep;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** As users of Heddle write it. */
final class HeddleHello {

    private HeddleHello() {}

    /**
     * Waits and says hello.
     *
     * @param args none
     * @throws Exception if interrupted
     */
    public static void main(String[] args) throws Exception {
        var unused = EventLoop.run(hello());
    }

    @Async
    private static Coroutine<@Nullable Void> hello() {
        await(sleep(Duration.ofMillis(Startup.MILLIS)));
        System.out.println("Hello");
        return done();
    }
}
