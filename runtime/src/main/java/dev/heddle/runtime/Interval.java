// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncIterable;
import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What {@link Tasks#interval} gives. The ticks are at the start plus a multiple of the period, however late the one before was noticed. */
final class Interval implements AsyncIterable<Long> {

    private final long period;

    private Interval(Duration period) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("The period must be more than 0, not " + period);
        }
        this.period = Durations.nanos(period);
    }

    static AsyncIterable<Long> of(Duration period) {
        return new Interval(period);
    }

    @Override
    public AsyncIterator<Long> iterator() {
        return new Ticks(period);
    }

    private static final class Ticks implements AsyncIterator<Long> {

        private final long period;
        private boolean started;
        private long start;
        private long tick;

        Ticks(long period) {
            this.period = period;
        }

        @Override
        public Coroutine<Boolean> moveNext() {
            return new Tick(this);
        }

        @Override
        public Long current() {
            if (tick == 0) {
                throw new IllegalStateException("There is no current tick: await moveNext() first");
            }
            return tick;
        }

        /** Goes on to the next tick, or to the last of those that have been missed. Gives the nanoseconds until then, 0 if that is past. */
        private long next(long now) {
            if (!started) {
                started = true;
                start = now;
            }
            long passed = (now - start) / period;
            tick = Math.max(tick + 1, passed);
            return Math.max(0, start + tick * period - now);
        }
    }

    @FrameTable(
            format = 1,
            type = "dev.heddle.runtime.Tasks",
            method = "interval",
            descriptor = "(Ljava/time/Duration;)Ldev/heddle/AsyncIterable;",
            file = "Tasks.java",
            lines = {},
            awaits = {},
            kept = {})
    private static final class Tick extends Frame<Boolean> {

        private final Ticks ticks;
        private long before;

        Tick(Ticks ticks) {
            this.ticks = ticks;
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            if (state == CLAIMED) {
                state = RUNNING;
                before = ticks.tick;
                long nanos = ticks.next(((Task<?>) strand).scheduler().nanoTime());
                if (Awaits.await(Tasks.sleep(Duration.ofNanos(nanos)), strand, room) == Awaits.SUSPENDED) {
                    return suspend(strand, CLAIMED - 1);
                }
                return true;
            }
            state = RUNNING;
            try {
                var unused = Awaits.resumed(strand);
            } catch (Throwable cancelled) {
                // The tick has not come, and is not to be missed if somebody waits for it again.
                ticks.tick = before;
                throw cancelled;
            }
            return true;
        }
    }
}
