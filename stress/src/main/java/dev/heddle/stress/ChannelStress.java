// SPDX-License-Identifier: Apache-2.0
package dev.heddle.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.heddle.runtime.sync.Channel;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Channels that hold some values, and have room for more, while two threads use them. */
public final class ChannelStress {

    private ChannelStress() {}

    /** A channel for four that holds two. */
    private static Channel<Integer> halfFull() {
        Channel<Integer> channel = Channel.bounded(4);
        channel.trySend(1);
        channel.trySend(2);
        return channel;
    }

    private static int digit(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    /** What is left, as the digits of one number. */
    private static int left(Channel<Integer> channel) {
        int digits = 0;
        for (int value : channel.abandon()) {
            digits = 10 * digits + value;
        }
        return digits;
    }

    /** One thread fills the channel while another empties it. */
    @JCStressTest
    @Outcome(
            id = {"1, 2, 34"},
            expect = ACCEPTABLE,
            desc = "In order")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, or out of order")
    @State
    public static class SenderAndReceiver {
        private final Channel<Integer> channel = halfFull();

        @Actor
        public void sender() {
            channel.trySend(3);
            channel.trySend(4);
        }

        @Actor
        public void receiver(III_Result result) {
            result.r1 = digit(channel.tryReceive());
            result.r2 = digit(channel.tryReceive());
        }

        @Arbiter
        public void look(III_Result result) {
            result.r3 = left(channel);
        }
    }

    /** Two threads send. */
    @JCStressTest
    @Outcome(
            id = {"1234", "1243"},
            expect = ACCEPTABLE,
            desc = "Both behind what was there")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, or out of order")
    @State
    public static class TwoSenders {
        private final Channel<Integer> channel = halfFull();

        @Actor
        public void one() {
            channel.trySend(3);
        }

        @Actor
        public void another() {
            channel.trySend(4);
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = left(channel);
        }
    }
}
