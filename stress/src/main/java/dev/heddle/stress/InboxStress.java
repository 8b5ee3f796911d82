// SPDX-License-Identifier: Apache-2.0
package dev.heddle.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.heddle.runtime.poll.Inbox;
import dev.heddle.runtime.poll.ParkingPoller;
import dev.heddle.runtime.poll.Poller;
import java.util.concurrent.RejectedExecutionException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A loop's inbox, and how it wakes the loop. With two actors each, here and elsewhere: jcstress passes silently over tests that have more of them than the machine has processors. */
public final class InboxStress {

    private InboxStress() {}

    /** A poller that only notes whether it was woken. */
    static final class Bell implements Poller {
        volatile boolean rung;

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void await(long nanos) {}

        @Override
        public void wakeup() {
            rung = true;
        }
    }

    /** A loop that looked, saw nothing and fell asleep is woken by whoever sends. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "It slept, and was woken")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "It did not fall asleep, for there was something to take")
    @Outcome(id = "true, false", expect = FORBIDDEN, desc = "A lost wake-up")
    @State
    public static class FallingAsleep {
        private final Bell bell = new Bell();
        private final Inbox inbox = new Inbox(bell);

        @Actor
        public void sender() {
            inbox.send(() -> {});
        }

        @Actor
        public void loop(ZZ_Result result) {
            result.r1 = inbox.fallAsleep();
        }

        @Arbiter
        public void look(ZZ_Result result) {
            result.r2 = bell.rung;
        }
    }

    /** Two send: all is there once, what one sent in its order. */
    @JCStressTest
    @Outcome(
            id = {"123", "132", "312"},
            expect = ACCEPTABLE,
            desc = "All, in each one's order")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled or out of order")
    @State
    public static class Sending {
        private final Inbox inbox = new Inbox(new Bell());
        private int taken;

        @Actor
        public void one() {
            inbox.send(() -> taken = taken * 10 + 1);
            inbox.send(() -> taken = taken * 10 + 2);
        }

        @Actor
        public void another() {
            inbox.send(() -> taken = taken * 10 + 3);
        }

        @Arbiter
        public void look(I_Result result) {
            inbox.take(Runnable::run);
            result.r1 = taken;
        }
    }

    /** The loop takes, and falls asleep, while another sends: all is taken once, in order. */
    @JCStressTest
    @Outcome(id = "123, 0", expect = ACCEPTABLE, desc = "All, in order")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled or out of order")
    @State
    public static class Taking {
        private final Inbox inbox = new Inbox(new Bell());
        private int taken;

        @Actor
        public void sender() {
            inbox.send(() -> taken = taken * 10 + 1);
            inbox.send(() -> taken = taken * 10 + 2);
            inbox.send(() -> taken = taken * 10 + 3);
        }

        @Actor
        public void loop() {
            inbox.take(Runnable::run);
            inbox.fallAsleep();
            inbox.take(Runnable::run);
        }

        @Arbiter
        public void look(II_Result result) {
            inbox.take(Runnable::run);
            result.r1 = taken;
            result.r2 = inbox.isEmpty() ? 0 : 1;
        }
    }

    /** What is sent while the loop closes is refused or taken, never accepted and forgotten. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Accepted and run")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Refused")
    @Outcome(expect = FORBIDDEN, desc = "Accepted and forgotten, or refused and run")
    @State
    public static class Closing {
        private final Inbox inbox = new Inbox(new Bell());
        private int run;

        @Actor
        public void sender(II_Result result) {
            try {
                inbox.send(() -> run++);
                result.r1 = 1;
            } catch (RejectedExecutionException refused) {
                result.r1 = 0;
            }
        }

        @Actor
        public void loop() {
            while (!inbox.closeIfEmpty()) {
                inbox.take(Runnable::run);
            }
        }

        @Arbiter
        public void look(II_Result result) {
            result.r2 = run;
        }
    }

    /** A loop that parks comes back when it is woken, even if that was just before. */
    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "Woken")
    @Outcome(id = "STALE", expect = FORBIDDEN, desc = "A lost wake-up")
    @State
    public static class Parking {
        private final ParkingPoller poller = new ParkingPoller();
        private volatile boolean woken;

        @Actor
        public void loop() {
            while (!woken) {
                poller.await(Poller.FOREVER);
            }
        }

        @Signal
        public void waker() {
            woken = true;
            poller.wakeup();
        }
    }

    /** The whole of it: a loop that takes until it got something, and parks in between. */
    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "Got it")
    @Outcome(id = "STALE", expect = FORBIDDEN, desc = "Sleeps over a full inbox")
    @State
    public static class Waiting {
        private final ParkingPoller poller = new ParkingPoller();
        private final Inbox inbox = new Inbox(poller);
        private boolean got;

        @Actor
        public void loop() {
            while (!got) {
                inbox.take(Runnable::run);
                if (!got && inbox.fallAsleep()) {
                    poller.await(Poller.FOREVER);
                }
            }
        }

        @Signal
        public void sender() {
            inbox.send(() -> got = true);
        }
    }
}
