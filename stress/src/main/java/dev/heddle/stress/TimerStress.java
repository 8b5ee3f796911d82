// SPDX-License-Identifier: Apache-2.0
package dev.heddle.stress;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.timeoutOrElse;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Scheduler;
import dev.heddle.runtime.Task;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Timers of an executor, which a thread of their own fires, against the threads that set them and take them back. */
public final class TimerStress {

    /** About as long as it takes the timers' thread to be told of it. */
    private static final Duration MOMENT = Duration.ofNanos(20_000);

    private static final int TIMED_OUT = -3;

    private TimerStress() {}

    @Async
    static Coroutine<Integer> dozing() {
        await(sleep(MOMENT));
        return result(1);
    }

    @Async
    static Coroutine<Integer> limited(Promise<Integer> promise) {
        return result(await(timeoutOrElse(MOMENT, promise, TIMED_OUT)));
    }

    /** A sleep that ends and is cancelled at once ends either way. */
    @JCStressTest
    @Outcome(
            id = {"1", "-1"},
            expect = ACCEPTABLE,
            desc = "Slept or cancelled")
    @Outcome(expect = FORBIDDEN, desc = "Anything else")
    @State
    public static class FiredAndCancelled {
        private final Task<Integer> task = Scheduler.over(Runnable::run).spawn(dozing());

        @Actor
        public void canceller() {
            task.cancel();
        }

        @Actor
        public void joiner(I_Result result) {
            result.r1 = TaskStress.join(task);
        }
    }

    /** Of two who set timers and wait for them, each is woken, also if the one sets its timer while the thread falls asleep for the other. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both slept")
    @Outcome(expect = FORBIDDEN, desc = "Anything else")
    @State
    public static class SetByTwo {

        @Actor
        public void one(II_Result result) {
            result.r1 = TaskStress.join(Scheduler.over(Runnable::run).spawn(dozing()));
        }

        @Actor
        public void another(II_Result result) {
            result.r2 = TaskStress.join(Scheduler.over(Runnable::run).spawn(dozing()));
        }
    }

    /** A timeout that runs out while what it limits is completed gives the one or the other. */
    @JCStressTest
    @Outcome(
            id = {"7", "-3"},
            expect = ACCEPTABLE,
            desc = "The value, or timed out")
    @Outcome(expect = FORBIDDEN, desc = "Anything else")
    @State
    public static class TimedOutAndCompleted {
        private final Promise<Integer> promise = new Promise<>();
        private volatile Task<Integer> task;

        @Actor
        public void spawner() {
            task = Scheduler.over(Runnable::run).spawn(limited(promise));
        }

        @Actor
        public void completer() {
            promise.complete(7);
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = TaskStress.join(task);
        }
    }
}
