// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.sleeping;

import dev.heddle.benchmarks.Variant;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Someone who can have many tasks sleep. */
interface Sleepers {

    /**
     * Has tasks sleep for the same time, and waits for them.
     *
     * @param count how many
     * @param time how long
     * @param asleep to be called when all have fallen asleep
     */
    void same(int count, Duration time, Runnable asleep) throws InterruptedException;

    /**
     * Has each task sleep for a time of its own, and waits for them.
     *
     * @param count how many
     * @param nanos gives the times
     * @param woken to be told by each, on one thread at a time, when it should have woken
     */
    void varied(int count, LongSupplier nanos, LongConsumer woken) throws InterruptedException;

    /** Gives a variant's. */
    static Sleepers of(Variant variant) {
        return switch (variant) {
            case HEDDLE -> new HeddleSleepers();
            case FUTURES -> new FutureSleepers((timer, woken) -> timer.thenRun(woken));
            case EA_ASYNC -> new FutureSleepers(EaSleeping::sleeping);
            case TASCALATE -> new FutureSleepers(TascalateSleeping::sleeping);
            case KOTLIN -> new Kotlin();
            case VIRTUAL -> new VirtualSleepers();
            case NETTY -> new NettySleepers();
            default -> throw new IllegalArgumentException(variant.title);
        };
    }

    /** Passes on to Kotlin. */
    final class Kotlin implements Sleepers {
        @Override
        public void same(int count, Duration time, Runnable asleep) {
            KotlinSleepers.same(count, time.toMillis(), asleep);
        }

        @Override
        public void varied(int count, LongSupplier nanos, LongConsumer woken) {
            KotlinSleepers.varied(count, nanos, woken);
        }
    }
}
