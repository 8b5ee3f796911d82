// SPDX-License-Identifier: Apache-2.0
package dev.heddle.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.heddle.Registration;
import dev.heddle.runtime.Promise;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Promises that several threads complete and watch. */
public final class PromiseStress {

    private PromiseStress() {}

    /** One of two wins, and its value stays. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 1", "0, 1, 2"},
            expect = ACCEPTABLE,
            desc = "One won")
    @Outcome(expect = FORBIDDEN, desc = "Both or none, or the loser's value")
    @State
    public static class Completing {
        private final Promise<Integer> promise = new Promise<>();

        @Actor
        public void one(III_Result result) {
            result.r1 = promise.complete(1) ? 1 : 0;
        }

        @Actor
        public void another(III_Result result) {
            result.r2 = promise.complete(2) ? 1 : 0;
        }

        @Arbiter
        public void look(III_Result result) {
            result.r3 = promise.resultNow();
        }
    }

    /** Each of two who begin to watch is called once, and sees the value. */
    @JCStressTest
    @Outcome(id = "7, 7", expect = ACCEPTABLE, desc = "Each once")
    @Outcome(expect = FORBIDDEN, desc = "Not called, called twice, or too early")
    @State
    public static class Watching {
        private final Promise<Integer> promise = new Promise<>();
        private final TwoCounts counts = new TwoCounts();

        @Actor
        public void completer() {
            promise.complete(7);
        }

        @Actor
        public void watcher() {
            promise.onDone(() -> counts.first.addAndGet(promise.resultNow()));
            promise.onDone(() -> counts.second.addAndGet(promise.resultNow()));
        }

        @Arbiter
        public void look(II_Result result) {
            counts.tell(result);
        }
    }

    /** Detaching one does not lose the other, and what was detached before is not called. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The other one is called")
    @Outcome(expect = FORBIDDEN, desc = "The other one is lost or called twice")
    @State
    public static class Detaching {
        private final Promise<Integer> promise = new Promise<>();
        private final TwoCounts counts = new TwoCounts();
        private final Registration registration = promise.onDone(counts.first::incrementAndGet);

        {
            promise.onDone(counts.second::incrementAndGet);
        }

        @Actor
        public void completer() {
            promise.complete(7);
        }

        @Actor
        public void detacher() {
            registration.detach();
        }

        @Arbiter
        public void look(II_Result result) {
            counts.tell(result);
        }
    }
}
