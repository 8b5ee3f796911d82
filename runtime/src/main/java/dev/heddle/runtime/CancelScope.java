// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Scope;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.timer.Timer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a task that can be cancelled by itself: by {@link #cancel()}, or when its deadline has passed.
 *
 * <pre>{@code
 * Page page = await(CancelScope.run(Duration.ofSeconds(2), scope -> {
 *     button.onClick(scope::cancel);
 *     return load(url);
 * }));                                         // null if it was cancelled
 * }</pre>
 *
 * <p>In a cancelled scope each await that would have to wait throws a {@link java.util.concurrent.CancellationException}, until the scope ends; what is ready is still
 * given. The scope waits for what runs in it to end, swallows its own cancellation, and code goes on after it uncancelled. The cancellation of a scope around it, or of the
 * task, passes through it, and so does any other failure. If something failed while the scope was being cancelled, and stands suppressed in the exception that it
 * swallows, the scope throws that failure: nothing is lost.
 *
 * <p>Scopes nest. A {@linkplain #setShielded shield} keeps the cancellation of the scopes around it out, though not its own.
 *
 * <p>All methods may be called from any thread, unless they say otherwise.
 */
public final class CancelScope extends Scope {

    private enum Stage {
        NEW,
        RUNNING,
        ENDED
    }

    /** Set when the scope is entered. */
    private volatile @Nullable Task<?> task;

    private volatile Stage stage = Stage.NEW;
    private volatile boolean expired;

    /** The timer of the deadline, if there is one. Read and written under this object's monitor. */
    private @Nullable Limit limit;

    CancelScope() {
        super(false);
    }

    /**
     * Runs a coroutine in a scope without a deadline.
     *
     * @param <T> what it gives
     * @param body is given the scope, and makes the coroutine
     * @return a coroutine that gives what the body's gives; null if the scope was cancelled and the body ended for that
     */
    public static <T extends @Nullable Object> Coroutine<@Nullable T> run(
            AsyncFunction<? super CancelScope, ? extends T> body) {
        return new InScope.Run<>(null, body);
    }

    /**
     * Runs a coroutine in a scope with a deadline.
     *
     * @param <T> what it gives
     * @param limit how long it may take, from the moment when the scope is entered. With 0 or less the scope is cancelled from the start: the body runs until it would
     *     first have to wait
     * @param body is given the scope, and makes the coroutine
     * @return a coroutine that gives what the body's gives; null if the scope was cancelled and the body ended for that
     */
    public static <T extends @Nullable Object> Coroutine<@Nullable T> run(
            Duration limit, AsyncFunction<? super CancelScope, ? extends T> body) {
        return new InScope.Run<>(Objects.requireNonNull(limit, "limit"), body);
    }

    /**
     * Gives the earliest of the deadlines that the calling task is under: those of the scopes that it is in, up to the nearest shield.
     *
     * @return the deadline, in nanoseconds of {@link Scheduler#nanoTime()}; the present time if the task is cancelled already; empty if there is none
     * @throws IllegalStateException if no task runs on this thread
     */
    public static OptionalLong effectiveDeadline() {
        Task<?> current = Task.current();
        Scope innermost = current.innermost();
        if (innermost == null) {
            return OptionalLong.empty();
        }
        return isCancelled(innermost) ? OptionalLong.of(current.scheduler().nanoTime()) : earliest(innermost);
    }

    private static OptionalLong earliest(Scope innermost) {
        OptionalLong earliest = OptionalLong.empty();
        for (Scope each = innermost; each != null; each = reaching(each)) {
            OptionalLong own = each instanceof CancelScope limited ? limited.deadline() : OptionalLong.empty();
            // By the difference: the clock may pass the greatest long.
            if (own.isPresent() && (earliest.isEmpty() || own.getAsLong() - earliest.getAsLong() < 0)) {
                earliest = own;
            }
        }
        return earliest;
    }

    /**
     * Tells how long the calling task has until its {@linkplain #effectiveDeadline() effective deadline}.
     *
     * @return the time, at least zero; empty if there is no deadline
     * @throws IllegalStateException if no task runs on this thread
     */
    public static Optional<Duration> timeLeft() {
        OptionalLong deadline = effectiveDeadline();
        if (deadline.isEmpty()) {
            return Optional.empty();
        }
        long nanos = deadline.getAsLong() - Scheduler.current().nanoTime();
        return Optional.of(Duration.ofNanos(Math.max(0, nanos)));
    }

    /**
     * Cancels what runs in the scope.
     *
     * @return false if the scope has ended already
     */
    public boolean cancel() {
        return cancelFor(null);
    }

    /**
     * Cancels what runs in the scope.
     *
     * @param reason the message of the exceptions to come; that of the first cancellation stays
     * @return false if the scope has ended already
     */
    public boolean cancel(String reason) {
        return cancelFor(Objects.requireNonNull(reason, "reason"));
    }

    private boolean cancelFor(@Nullable String reason) {
        if (stage == Stage.ENDED) {
            return false;
        }
        markCancelled(reason);
        interrupt();
        return true;
    }

    private void interrupt() {
        Task<?> inside = task;
        if (inside != null) {
            inside.scheduler().interrupt(inside);
        }
    }

    /**
     * Tells whether this scope has been cancelled, by a call or by its deadline; it stays so after the scope has ended. The scopes around it don't count.
     *
     * @return true if so, also if the body has not noticed, or has swallowed it
     */
    public boolean isCancelled() {
        return isMarked();
    }

    /**
     * Tells whether the deadline has passed while the scope was running.
     *
     * @return true if so
     */
    public boolean isExpired() {
        return expired;
    }

    /**
     * Sets or removes the shield: under it, the cancellation of the scopes around this one and of the task is not felt. If one of them is cancelled when the shield is
     * removed, the body feels it from then on.
     *
     * @param on whether to shield
     */
    public void setShielded(boolean on) {
        shield(on);
        if (!on) {
            interrupt();
        }
    }

    /**
     * Tells whether there is a shield.
     *
     * @return true if so
     */
    public boolean isShielded() {
        return isShield();
    }

    /**
     * Gives this scope's own deadline.
     *
     * @return the deadline, in nanoseconds of {@link Scheduler#nanoTime()}; empty if there is none
     */
    public synchronized OptionalLong deadline() {
        return limit == null ? OptionalLong.empty() : OptionalLong.of(limit.deadline());
    }

    /**
     * Moves the deadline, or sets one. A scope that has been cancelled stays so.
     *
     * @param fromNow how long the body may still take; 0 or less cancels it now
     * @throws IllegalStateException if the scope has ended
     */
    public void reschedule(Duration fromNow) {
        Task<?> inside = requireRunning();
        setLimit(inside, new Limit(inside.scheduler().nanoTime() + Durations.nanos(fromNow)));
    }

    /**
     * Removes the deadline.
     *
     * @throws IllegalStateException if the scope has ended
     */
    public void removeDeadline() {
        setLimit(requireRunning(), null);
    }

    private Task<?> requireRunning() {
        Task<?> inside = task;
        if (stage != Stage.RUNNING || inside == null) {
            throw new IllegalStateException("The deadline of a CancelScope can only be set while it runs; this one "
                    + (stage == Stage.NEW ? "has not been entered" : "has ended"));
        }
        return inside;
    }

    private void setLimit(Task<?> inside, @Nullable Limit next) {
        Scheduler scheduler = inside.scheduler();
        Limit before;
        synchronized (this) {
            before = limit;
            limit = next;
        }
        if (next != null && next.deadline() - scheduler.nanoTime() <= 0) {
            expire(next);
        }
        scheduler.atHome(() -> {
            if (before != null) {
                scheduler.unschedule(before);
            }
            if (next != null) {
                scheduleUnlessStale(scheduler, next);
            }
        });
    }

    private void scheduleUnlessStale(Scheduler scheduler, Limit next) {
        boolean valid;
        synchronized (this) {
            valid = limit == next && stage == Stage.RUNNING && !expired;
        }
        if (valid) {
            scheduler.schedule(next);
        }
    }

    private void expire(Limit due) {
        synchronized (this) {
            if (limit != due || stage != Stage.RUNNING) {
                return;
            }
            expired = true;
        }
        markCancelled("The deadline has passed");
        interrupt();
    }

    /** Enters the scope. On the task's scheduler, by the task itself. */
    void enter(Task<?> inside, @Nullable Duration length) {
        task = inside;
        stage = Stage.RUNNING;
        inside.enters(this);
        if (length != null) {
            setLimit(inside, new Limit(inside.scheduler().nanoTime() + Durations.nanos(length)));
        }
    }

    /** Leaves the scope. Says whether an exception by which the body ended is the cancellation of this scope, and not of one around it. */
    boolean leave(Task<?> inside) {
        boolean own = endsCancellation();
        inside.leaves(this);
        Limit left;
        synchronized (this) {
            stage = Stage.ENDED;
            left = limit;
        }
        if (left != null) {
            inside.scheduler().unschedule(left);
        }
        return own;
    }

    @Override
    public String toString() {
        return "CancelScope[" + stage + (isMarked() ? ", cancelled" : "") + (isShield() ? ", shielded" : "") + "]";
    }

    /** The deadline's timer. It is set, never waited for. */
    private final class Limit extends Timer {

        Limit(long deadline) {
            super(deadline);
        }

        @Override
        protected boolean arm(Strand<?> strand) {
            throw new AssertionError("a deadline is not awaited");
        }

        @Override
        protected void disarm(Strand<?> strand) {
            throw new AssertionError("a deadline is not awaited");
        }

        @Override
        protected void fire() {
            expire(this);
        }
    }
}
