// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Meter;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can be had at once makes no garbage, and on one loop neither does waiting, once it has been done before. */
@Timeout(120)
class SyncAllocationTest {

    private static final int TIMES = 200_000;

    /** For the loop itself, the first waits, and what the JVM does by itself in the meantime. */
    private static final long CONSTANT = 200_000;

    /** Awaits something again and again, does something with it, and gives the nanoseconds that took; the lowering of a small woven loop. */
    private static final class Repeat<T> extends Frame<Long> {
        private final int times;
        private final Supplier<? extends Awaitable<?>> awaitable;
        private final Consumer<? super T> action;
        private int done;
        private long begin;

        Repeat(int times, Supplier<? extends Awaitable<?>> awaitable, Consumer<? super T> action) {
            this.times = times;
            this.awaitable = awaitable;
            this.action = action;
        }

        @Override
        @SuppressWarnings("unchecked")
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            int i = done;
            Object value = null;
            if (state == CLAIMED) {
                begin = System.nanoTime();
            } else {
                value = Awaits.resumed(strand);
                action.accept((T) value);
                i++;
            }
            state = RUNNING;
            for (; i < times; i++) {
                value = Awaits.await(awaitable.get(), strand, room);
                if (value == Awaits.SUSPENDED) {
                    done = i;
                    return suspend(strand, CLAIMED - 1);
                }
                action.accept((T) value);
            }
            return System.nanoTime() - begin;
        }
    }

    /** Runs coroutines side by side, and says what a round costs. */
    private static long measure(String what, Supplier<List<? extends Coroutine<Long>>> bodies) {
        long[] bytes = new long[1];
        for (int i = 0; i < 4; i++) {
            long before = Meter.allocated();
            List<Long> nanos = EventLoop.run(Tasks.gather(bodies.get()));
            bytes[0] = Meter.allocated() - before;
            System.getLogger(SyncAllocationTest.class.getName())
                    .log(System.Logger.Level.DEBUG, "{0}: {1} ns", what, nanos.get(0) / TIMES);
        }
        return bytes[0];
    }

    private static void assertFree(long bytes) {
        assertTrue(bytes < CONSTANT, bytes + " bytes");
    }

    @Test
    void aFreeLockAllocatesNothing() {
        assertFree(measure("free lock", () -> {
            Lock lock = new Lock();
            return List.of(new Repeat<Lock.Held>(TIMES, lock::lock, Lock.Held::close));
        }));
    }

    @Test
    void aSemaphoreThatIsHandedBackAndForthAllocatesNothing() {
        assertFree(measure("semaphore hand-off", () -> {
            Semaphore ping = new Semaphore(1);
            Semaphore pong = new Semaphore(0);
            return List.of(
                    new Repeat<>(TIMES, ping::acquire, v -> pong.release()),
                    new Repeat<>(TIMES, pong::acquire, v -> ping.release()));
        }));
    }

    @Test
    void aBatonOfTwoEventsAllocatesNothing() {
        assertFree(measure("two events", () -> {
            Event ping = new Event();
            Event pong = new Event();
            return List.of(
                    new Repeat<>(
                            TIMES,
                            () -> {
                                pong.set();
                                return ping.whenSet();
                            },
                            v -> ping.clear()),
                    new Repeat<>(TIMES, pong::whenSet, v -> {
                        pong.clear();
                        ping.set();
                    }));
        }));
    }

    @Test
    void aSendAllocatesItselfAtMostAndReceivingNothing() {
        // The send is an object unless the JIT compiler takes it apart, which it does not always do.
        long perSend = 32;
        assertFree(measure("rendezvous", () -> through(Channel.rendezvous())) - perSend * TIMES);
        assertFree(measure("bounded 64", () -> through(Channel.bounded(64))) - perSend * TIMES);
        assertFree(measure("local 64", () -> through(Channel.local(64))) - perSend * TIMES);
    }

    private static List<Repeat<Object>> through(Channel<String> channel) {
        return List.of(
                new Repeat<>(TIMES, () -> channel.send("value"), v -> {}),
                new Repeat<>(TIMES, channel::receive, v -> {}));
    }
}
