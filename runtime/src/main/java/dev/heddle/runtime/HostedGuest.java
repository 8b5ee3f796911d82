// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.timer.Timer;
import dev.heddle.runtime.timer.TimerThread;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Has a host's queue poll a guest whenever there is something to do: one round a turn, so that the host's other work has its turn as well.
 *
 * <pre>
 *   wake (by another thread, a timer, or a round that has left something ready) --> one turn is queued at the host --> poll
 * </pre>
 */
final class HostedGuest {

    private final Executor host;
    private final AtomicBoolean queued = new AtomicBoolean();

    private volatile @Nullable GuestLoop guest;

    /** The host's thread's own. */
    private @Nullable Alarm alarm;

    HostedGuest(Executor host) {
        this.host = host;
    }

    void serve(GuestLoop served) {
        guest = served;
    }

    /** From any thread. */
    void wake() {
        if (queued.compareAndSet(false, true)) {
            try {
                host.execute(this::turn);
            } catch (Throwable refused) {
                // Not thrown: whoever completes a promise has nothing to do with it, nor have the other users of the
                // timers' thread.
                queued.set(false);
                if (!isClosed()) {
                    FailureLog.handle(FailureLog.INSTANCE, null, refused);
                }
            }
        }
    }

    private boolean isClosed() {
        GuestLoop served = guest;
        return served == null || served.loop().lifecycle().isClosing();
    }

    private void turn() {
        queued.set(false);
        GuestLoop served = guest;
        if (served == null || isClosed()) {
            return;
        }
        if (served.poll()) {
            wake();
        } else {
            setAlarm(served.timeToNext());
        }
    }

    private void setAlarm(Optional<Duration> pause) {
        if (alarm != null) {
            TimerThread.shared().remove(alarm);
            alarm = null;
        }
        if (pause.isPresent()) {
            alarm = new Alarm(System.nanoTime() + pause.get().toNanos());
            TimerThread.shared().add(alarm);
        }
    }

    /** Set, never waited for. */
    private final class Alarm extends Timer {

        Alarm(long deadline) {
            super(deadline);
        }

        @Override
        protected boolean arm(Strand<?> strand) {
            throw new AssertionError("an alarm is not awaited");
        }

        @Override
        protected void disarm(Strand<?> strand) {
            throw new AssertionError("an alarm is not awaited");
        }

        @Override
        protected void fire() {
            HostedGuest.this.wake();
        }
    }
}
