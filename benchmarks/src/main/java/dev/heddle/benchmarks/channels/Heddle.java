// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.channels;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.spawn;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.benchmarks.InLoop;
import dev.heddle.runtime.sync.Channel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users write it. */
public class Heddle extends InLoop {

    private static final int VALUES = 1_000;
    private static final int STAGES = 100;
    private static final int CAPACITY = 64;

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long rendezvous() {
        return loop.runUntilDone(pipeline(1, Channel::rendezvous));
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long buffered() {
        return loop.runUntilDone(pipeline(1, () -> Channel.bounded(CAPACITY)));
    }

    @Benchmark
    @OperationsPerInvocation(VALUES * STAGES)
    public long pipeline() {
        return loop.runUntilDone(pipeline(STAGES, () -> Channel.bounded(CAPACITY)));
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long local() {
        return loop.runUntilDone(pipeline(1, () -> Channel.local(CAPACITY)));
    }

    @Benchmark
    @OperationsPerInvocation(VALUES * STAGES)
    public long localPipeline() {
        return loop.runUntilDone(pipeline(STAGES, () -> Channel.local(CAPACITY)));
    }

    @Async
    private static Coroutine<Long> pipeline(int stages, Supplier<Channel<Integer>> channels) {
        Channel<Integer> first = channels.get();
        Channel<Integer> last = first;
        for (int stage = 1; stage < stages; stage++) {
            Channel<Integer> next = channels.get();
            var unused = spawn(stage(last, next));
            last = next;
        }
        var unused = spawn(source(first));
        long sum = 0;
        for (int i = 0; i < VALUES; i++) {
            sum += await(last.receive());
        }
        return result(sum);
    }

    @Async
    private static Coroutine<@Nullable Void> source(Channel<Integer> to) {
        for (int i = 0; i < VALUES; i++) {
            await(to.send(i & 63));
        }
        return done();
    }

    @Async
    private static Coroutine<@Nullable Void> stage(Channel<Integer> from, Channel<Integer> to) {
        for (int i = 0; i < VALUES; i++) {
            await(to.send(await(from.receive())));
        }
        return done();
    }
}
