// SPDX-License-Identifier: Apache-2.0
package dev.heddle.stress;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.sleep;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Scheduler;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.sync.Channel;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Tasks that other threads complete, cancel and wait for. An executor that runs on the spot makes each actor's thread a worker. */
public final class TaskStress {

    private static final int CANCELLED = -1;
    private static final int PENDING = -2;

    private TaskStress() {}

    @Async
    static Coroutine<Integer> twice(Promise<Integer> promise) {
        int first = await(promise);
        return result(first + await(promise));
    }

    @Async
    static Coroutine<Integer> joining(Task<Integer> task) {
        return result(await(task));
    }

    @Async
    static Coroutine<Integer> receiving(Channel<Integer> channel) {
        return result(await(channel.receive()));
    }

    @Async
    static Coroutine<Integer> sleeping(AtomicInteger ended) {
        try {
            await(sleep(Duration.ofDays(1)));
            return result(1);
        } finally {
            ended.incrementAndGet();
        }
    }

    static int outcome(Task<Integer> task) {
        return !task.isDone() ? PENDING : task.isCancelled() ? CANCELLED : task.resultNow();
    }

    /** Waits for a task of an executor; what does not end hangs, and so fails the run. */
    static int join(Task<Integer> task) {
        CountDownLatch ended = new CountDownLatch(1);
        task.onDone(ended::countDown);
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return outcome(task);
    }

    /** A task whose wait begins while another thread completes what it waits for gets the value. */
    @JCStressTest
    @Outcome(id = "14", expect = ACCEPTABLE, desc = "Got the value")
    @Outcome(expect = FORBIDDEN, desc = "A lost wake-up")
    @State
    public static class Completed {
        private final Promise<Integer> promise = new Promise<>();
        private volatile Task<Integer> task;

        @Actor
        public void spawner() {
            task = Scheduler.over(Runnable::run).spawn(twice(promise));
        }

        @Actor
        public void completer() {
            promise.complete(7);
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = outcome(task);
        }
    }

    /** A task that is completed and cancelled at once ends either way, and ends. */
    @JCStressTest
    @Outcome(
            id = {"14", "-1"},
            expect = ACCEPTABLE,
            desc = "A value or cancelled")
    @Outcome(expect = FORBIDDEN, desc = "Has not ended")
    @State
    public static class CompletedAndCancelled {
        private final Promise<Integer> promise = new Promise<>();
        private final Task<Integer> task = Scheduler.over(Runnable::run).spawn(twice(promise));

        @Actor
        public void canceller() {
            task.cancel();
        }

        @Actor
        public void completer() {
            promise.complete(7);
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = outcome(task);
        }
    }

    /** A cancellation that comes while the task begins to wait is not lost. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Cancelled")
    @Outcome(expect = FORBIDDEN, desc = "Waits for ever")
    @State
    public static class CancelledWhileItBeginsToWait {
        private final Promise<Integer> start = new Promise<>();
        private final Promise<Integer> never = new Promise<>();
        private final Task<Integer> task = Scheduler.over(Runnable::run).spawn(both());

        @Async
        private Coroutine<Integer> both() {
            int first = await(Tasks.shield(start));
            return result(first + await(never));
        }

        @Actor
        public void starter() {
            start.complete(1);
        }

        @Actor
        public void canceller() {
            task.cancel();
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = outcome(task);
        }
    }

    /** A value that is sent to a receiver being cancelled is received or still in the channel. */
    @JCStressTest
    @Outcome(
            id = {"5, 0", "-1, 1"},
            expect = ACCEPTABLE,
            desc = "Received, or kept")
    @Outcome(expect = FORBIDDEN, desc = "Lost, or doubled")
    @State
    public static class SentToACancelledReceiver {
        private final Channel<Integer> channel = Channel.bounded(1);
        private final Task<Integer> receiver = Scheduler.over(Runnable::run).spawn(receiving(channel));

        @Actor
        public void sender() {
            channel.trySend(5);
        }

        @Actor
        public void canceller() {
            receiver.cancel();
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = outcome(receiver);
            result.r2 = channel.abandon().size();
        }
    }

    /** What is submitted to a running loop and cancelled at once is cancelled on both sides, after its cleanup if it had begun. */
    @JCStressTest
    @Outcome(
            id = {"1, 1, 1", "1, 0, 0"},
            expect = ACCEPTABLE,
            desc = "Cancelled, begun or not")
    @Outcome(expect = FORBIDDEN, desc = "Runs on, or is not cancelled")
    @State
    public static class Submitted {
        private final EventLoop loop = EventLoop.builder().virtualTime().build();
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private volatile CompletableFuture<Integer> future;

        @Actor
        public void submitter() {
            CompletableFuture<Integer> submitted = loop.submit(() -> {
                begun.incrementAndGet();
                return sleeping(ended);
            });
            future = submitted;
            submitted.cancel(true);
        }

        @Actor
        public void runner() {
            loop.runUntilDone(Tasks.yieldNow());
        }

        @Arbiter
        public void look(III_Result result) {
            loop.close();
            result.r1 = future.isCancelled() ? 1 : 0;
            result.r2 = begun.get();
            result.r3 = ended.get();
        }
    }

    /** A task of a loop that another thread cancels, and then completes what it waits for: it ends, and the loop with it. */
    @JCStressTest
    @Outcome(
            id = {"14", "-1"},
            expect = ACCEPTABLE,
            desc = "A value or cancelled")
    @Outcome(expect = FORBIDDEN, desc = "Anything else")
    @State
    public static class OfALoop {
        private final EventLoop loop = EventLoop.builder().build();
        private final Promise<Integer> promise = new Promise<>();
        private final Task<Integer> task = loop.spawn(twice(promise));
        private int outcome;

        @Actor
        public void runner() {
            try {
                outcome = loop.runUntilDone(joining(task));
            } catch (CancellationException cancelled) {
                outcome = CANCELLED;
            }
        }

        @Actor
        public void other() {
            task.cancel();
            promise.complete(7);
        }

        @Arbiter
        public void look(I_Result result) {
            loop.close();
            result.r1 = outcome;
        }
    }
}
