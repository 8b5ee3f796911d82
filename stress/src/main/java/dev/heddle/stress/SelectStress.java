// SPDX-License-Identifier: Apache-2.0
package dev.heddle.stress;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.Scheduler;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.sync.Channel;
import dev.heddle.runtime.sync.Select;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Selections that wait at several channels while several threads use these. */
public final class SelectStress {

    private SelectStress() {}

    @Async
    static Coroutine<Integer> receivingFrom(Channel<Integer> one, Channel<Integer> other) {
        return result(await(new Select<Integer>()
                .receive(one, value -> value)
                .receive(other, value -> value)
                .first()));
    }

    @Async
    static Coroutine<Integer> sendingTo(Channel<Integer> one, Channel<Integer> other, int value) {
        return result(await(new Select<Integer>()
                .send(one, value, () -> 1)
                .send(other, value, () -> 2)
                .first()));
    }

    private static Task<Integer> start(Coroutine<Integer> selection) {
        return Scheduler.over(Runnable::run).spawn(selection);
    }

    /** Two selections that meet at two channels, named in opposite orders, agree on one of them; whose latch comes first does not depend on the names. */
    @JCStressTest
    @Outcome(
            id = {"5, 1", "5, 2"},
            expect = ACCEPTABLE,
            desc = "They met at one channel")
    @Outcome(expect = FORBIDDEN, desc = "They missed each other, or met twice")
    @State
    public static class TwoSelections {
        private final Channel<Integer> left = Channel.rendezvous();
        private final Channel<Integer> right = Channel.rendezvous();
        private volatile Task<Integer> receiver;
        private volatile Task<Integer> sender;

        @Actor
        public void receiver() {
            receiver = start(receivingFrom(left, right));
        }

        @Actor
        public void sender() {
            sender = start(sendingTo(right, left, 5));
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = TaskStress.outcome(receiver);
            result.r2 = TaskStress.outcome(sender);
        }
    }

    /** Of two values that are sent to the two channels of a selection, it receives one, and the other one stays. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 1", "2, 1, 0"},
            expect = ACCEPTABLE,
            desc = "One received, one kept")
    @Outcome(expect = FORBIDDEN, desc = "Lost, or doubled")
    @State
    public static class TwoSenders {
        private final Channel<Integer> left = Channel.bounded(1);
        private final Channel<Integer> right = Channel.bounded(1);
        private final Task<Integer> receiver = start(receivingFrom(left, right));

        @Actor
        public void one() {
            left.trySend(1);
        }

        @Actor
        public void another() {
            right.trySend(2);
        }

        @Arbiter
        public void look(III_Result result) {
            result.r1 = TaskStress.outcome(receiver);
            result.r2 = left.abandon().size();
            result.r3 = right.abandon().size();
        }
    }

    /** Two selections that want the one value: one gets it, and the other waits on. */
    @JCStressTest
    @Outcome(
            id = {"7, -2", "-2, 7"},
            expect = ACCEPTABLE,
            desc = "One of them got it")
    @Outcome(expect = FORBIDDEN, desc = "Lost, or doubled")
    @State
    public static class OneValueForTwo {
        private final Channel<Integer> left = Channel.bounded(1);
        private final Channel<Integer> right = Channel.bounded(1);
        private final Task<Integer> first = start(receivingFrom(left, right));
        private volatile Task<Integer> second;

        @Actor
        public void comer() {
            second = start(receivingFrom(right, left));
        }

        @Actor
        public void sender() {
            left.trySend(7);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = TaskStress.outcome(first);
            result.r2 = TaskStress.outcome(second);
        }
    }

    /** A value that is sent to a selection being cancelled is received, or still in its channel. */
    @JCStressTest
    @Outcome(
            id = {"5, 0", "-1, 1"},
            expect = ACCEPTABLE,
            desc = "Received, or kept")
    @Outcome(expect = FORBIDDEN, desc = "Lost, or doubled")
    @State
    public static class SentToACancelledSelection {
        private final Channel<Integer> left = Channel.bounded(1);
        private final Channel<Integer> right = Channel.bounded(1);
        private final Task<Integer> receiver = start(receivingFrom(left, right));

        @Actor
        public void sender() {
            right.trySend(5);
        }

        @Actor
        public void canceller() {
            receiver.cancel();
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = TaskStress.outcome(receiver);
            result.r2 = right.abandon().size();
        }
    }
}
