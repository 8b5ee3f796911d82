// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.baton;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.spawn;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.benchmarks.InLoop;
import dev.heddle.runtime.sync.Channel;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users write it. */
public class Heddle extends InLoop {

    private static final int TIMES = 1_000;

    @Benchmark
    @OperationsPerInvocation(2 * TIMES)
    public int handOff() {
        return loop.runUntilDone(play());
    }

    @Async
    private static Coroutine<Integer> play() {
        Channel<Integer> there = Channel.local(1);
        Channel<Integer> back = Channel.local(1);
        var unused = spawn(other(there, back));
        Integer baton = 1;
        for (int i = 0; i < TIMES; i++) {
            await(there.send(baton));
            baton = await(back.receive());
        }
        return result(baton);
    }

    @Async
    private static Coroutine<@Nullable Void> other(Channel<Integer> there, Channel<Integer> back) {
        for (int i = 0; i < TIMES; i++) {
            await(back.send(await(there.receive())));
        }
        return done();
    }
}
