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

    private final Task<?> task;
    private volatile boolean expired;

    /** Written by the task alone. Whoever else reads it learns nothing that may not be otherwise a moment later, so no fence is paid for. */
    private boolean ended;

    /** The timer of the deadline, if there is one. Read and written under this object's monitor, except while no other thread can meddle: see {@link #enter} and {@link #leave}. */
    private @Nullable Limit limit;

    private CancelScope(Task<?> task) {
        super(false);
        this.task = task;
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
        if (ended) {
            return false;
        }
        markCancelled(reason);
        interrupt();
        return true;
    }

    private void interrupt() {
        task.scheduler().interrupt(task);
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
        requireRunning();
        setLimit(new Limit(task.scheduler().nanoTime() + Durations.nanos(fromNow)));
    }

    /**
     * Removes the deadline.
     *
     * @throws IllegalStateException if the scope has ended
     */
    public void removeDeadline() {
        requireRunning();
        setLimit(null);
    }

    private void requireRunning() {
        if (ended) {
            throw new IllegalStateException(
                    "The deadline of a CancelScope can only be set while it runs; this one has ended");
        }
    }

    private void setLimit(@Nullable Limit next) {
        Scheduler scheduler = task.scheduler();
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
            valid = limit == next && !ended && !expired;
        }
        if (valid) {
            scheduler.schedule(next);
        }
    }

    private void expire(Limit due) {
        synchronized (this) {
            if (limit != due || ended) {
                return;
            }
            expired = true;
        }
        markCancelled("The deadline has passed");
        interrupt();
    }

    /** Makes a scope and enters it. On the task's scheduler, by the task itself. */
    static CancelScope enter(Task<?> inside, @Nullable Duration length) {
        CancelScope scope = new CancelScope(inside);
        inside.enters(scope);
        if (length != null) {
            scope.setFirstLimit(Durations.nanos(length));
        }
        return scope;
    }

    /** Nobody else has the scope yet, and the task is at home: there is nothing to lock. */
    private void setFirstLimit(long nanos) {
        Scheduler scheduler = task.scheduler();
        Limit first = new Limit(scheduler.nanoTime() + nanos);
        limit = first;
        if (nanos <= 0) {
            expire(first);
        } else {
            scheduler.schedule(first);
        }
    }

    /** Leaves the scope. Says whether an exception by which the body ended is the cancellation of this scope, and not of one around it. */
    boolean leave() {
        boolean own = endsCancellation();
        task.leaves(this);
        Scheduler scheduler = task.scheduler();
        Limit left;
        if (scheduler.isConfined()) {
            // Other threads may set another limit just now, but leave it to this one to set its timer, which then finds
            // that the scope has ended.
            ended = true;
            left = limit;
        } else {
            left = end();
        }
        if (left != null) {
            scheduler.unschedule(left);
        }
        return own;
    }

    private synchronized @Nullable Limit end() {
        ended = true;
        return limit;
    }

    @Override
    public String toString() {
        return "CancelScope[" + (ended ? "ENDED" : "RUNNING") + (isMarked() ? ", cancelled" : "")
                + (isShield() ? ", shielded" : "") + "]";
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
