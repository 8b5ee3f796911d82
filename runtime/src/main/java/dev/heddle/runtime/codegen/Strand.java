// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import dev.heddle.Awaitable;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Drives a coroutine and all that it awaits: the kernel's side of a task. A strand does one thing at a time, on its dispatcher.
 *
 * <pre>
 *             step               arm                resumeFrom, interrupt
 *   queued --------> running ----------> waiting -------------------------> queued
 *                       |
 *                       +--> settled
 * </pre>
 *
 * Once a strand is armed, another thread may run it: the driver touches nothing of it any more.
 *
 * @param <T> what the coroutine gives
 */
public abstract class Strand<T extends @Nullable Object> extends Completion<T> {

    /** The signal that the leaf is to be started. */
    static final Object START = new Object();

    /** The signal that the strand goes to the end of the queue. */
    static final Object REQUEUE = new Object();

    /** {@link #signal} is the suspension that will wake the strand. */
    private static final int WAITING = 1;

    /** The suspension is armed, so that it can be disarmed. Kept only where several threads may run the strand. */
    private static final int ARMED = 2;

    /** A body's budget is used up: the strand goes to the end of the queue before its next await. */
    private static final int YIELD = 4;

    /** The strand is queued after a forced yield, and {@link #signal} is what it awaits next. */
    private static final int AWAIT_LATER = 8;

    /** What the strand awaits next is a frame that is claimed for it already. */
    private static final int START_LATER = 16;

    /** Where the strand runs. */
    final Dispatcher home;

    /** The innermost suspended frame, which is resumed first; null if none is. */
    @Nullable
    Frame<?> leaf;

    /** While SUSPENDED travels up the Java stack: the outermost frame that is linked so far. */
    @Nullable
    Frame<?> outermost;

    /**
     * On the way out of a frame: the {@link Suspension} to wait for, {@link #START}, {@link #REQUEUE}, or what to await after a yield. On the way in: the value or {@link Failure} that
     * the await gives.
     */
    @Nullable
    Object signal;

    /** The innermost scope that the strand is in; null as long as there is none. */
    private @Nullable Scope scope;

    private int flags;

    /**
     * Makes a strand.
     *
     * @param home where it runs
     * @param root the coroutine, claimed
     */
    protected Strand(Dispatcher home, Frame<T> root) {
        this.home = home;
        this.leaf = root;
    }

    /**
     * Gives the dispatcher.
     *
     * @return where the strand runs
     */
    protected final Dispatcher home() {
        return home;
    }

    @Override
    protected final @Nullable Dispatcher confinement() {
        return home.isConfined() ? home : null;
    }

    /**
     * Runs the strand until it waits or ends. Never throws what the coroutine throws.
     *
     * @param current the calling thread's
     */
    protected final void step(Current current) {
        Strand<?> before = current.strand;
        current.strand = this;
        StepHook hook = home.hook;
        if (hook == null) {
            drive();
        } else {
            Object begun = hook.begin(this);
            drive();
            hook.end(begun);
        }
        current.strand = before;
    }

    /** Resumes the leaf, then its parents, until one of them waits or the last has ended. A loop: no chain is too long for the Java stack. */
    private void drive() {
        Frame<?> frame = leaf;
        Object value;
        if ((flags & AWAIT_LATER) != 0) {
            value = awaitNow();
            if (value == Awaits.SUSPENDED) {
                linkTo(frame);
            } else {
                signal = value;
                value = frame == null ? value : resume(frame, null);
            }
        } else if (frame == null) {
            value = signal;
        } else {
            value = resume(frame, null);
        }
        for (; ; ) {
            Failure passing = null;
            if (value == Awaits.SUSPENDED) {
                if (!next()) {
                    return;
                }
                frame = leaf;
            } else {
                frame = frame == null ? null : unlink(frame);
                signal = value;
                passing = value instanceof Failure failure ? failure : null;
            }
            if (frame == null) {
                finish(signal);
                return;
            }
            value = resume(frame, passing);
        }
    }

    /**
     * Resumes one frame, and sees to it that what suspended inside hangs together. A failure that just passes through has its async stack already: looking again at every
     * level would make a long chain's failure cost the square of its length.
     */
    private @Nullable Object resume(Frame<?> frame, @Nullable Failure passing) {
        outermost = null;
        // Not to keep a frame, and its receiver, longer than the source does.
        leaf = null;
        Object value;
        try {
            value = frame.resume(this, 0);
        } catch (Throwable failure) {
            if (passing != null && passing.cause() == failure) {
                return passing;
            }
            AsyncTrace.append(failure, frame.parent);
            return Failure.of(failure);
        }
        if (value == Awaits.SUSPENDED && outermost != frame) {
            // The frame is gone: it ended in a tail call, and whoever it called is awaited by its parent now.
            linkTo(unlink(frame));
        }
        return value;
    }

    private void linkTo(@Nullable Frame<?> parent) {
        if (outermost == null) {
            leaf = parent;
        } else {
            outermost.parent = parent;
        }
    }

    private static @Nullable Frame<?> unlink(Frame<?> frame) {
        Frame<?> parent = frame.parent;
        frame.parent = null;
        return parent;
    }

    /** Decides what follows on SUSPENDED. Says true if the leaf goes on at once, with the signal; false if the strand is queued or waits. */
    @SuppressWarnings("NullAway") // the leaf that returned SUSPENDED has said what for
    private boolean next() {
        if ((flags & YIELD) != 0) {
            flags = (flags & ~YIELD) | AWAIT_LATER;
            Frame<?> fresh = leaf;
            if (signal == START && fresh != null) {
                flags |= START_LATER;
                signal = fresh;
                leaf = unlink(fresh);
            }
            goToEndOfQueue();
            return false;
        }
        if (signal == START) {
            signal = null;
            return true;
        }
        Object awaited = signal;
        Scope canceller = canceller();
        if (canceller != null) {
            signal = Failure.of(canceller.exceptionFor(this));
            return true;
        }
        if (awaited == REQUEUE) {
            signal = null;
            goToEndOfQueue();
            return false;
        }
        Suspension suspension = (Suspension) awaited;
        return home.hook == null ? !wait(suspension) : !hookedWait(suspension, home.hook);
    }

    private void goToEndOfQueue() {
        if (home.hook != null) {
            home.hook.suspending(this);
        }
        home.ready(this);
    }

    private boolean hookedWait(Suspension suspension, StepHook hook) {
        hook.suspending(this);
        boolean waits = wait(suspension);
        if (!waits) {
            hook.goesOn(this);
        }
        return waits;
    }

    private boolean wait(Suspension suspension) {
        boolean confined = home.isConfined();
        try {
            if (confined) {
                flags |= WAITING;
            } else {
                synchronized (this) {
                    flags |= WAITING;
                }
            }
            if (suspension.arm(this)) {
                return confined || stillWaits(suspension);
            }
        } catch (Throwable refused) {
            AsyncTrace.append(refused, leaf);
            deliver(Failure.of(refused));
        }
        return false;
    }

    /**
     * Where several threads may run strands: a cancellation that came between the check and the arming found nothing to disarm, and takes effect here. From the
     * arming on the strand may run elsewhere, even wait for the same suspension again; the lock and the flags tell.
     */
    private boolean stillWaits(Suspension suspension) {
        Scope canceller;
        synchronized (this) {
            if ((flags & (WAITING | ARMED)) != WAITING || signal != suspension) {
                return true;
            }
            canceller = canceller();
            if (canceller == null || !suspension.tryCancel()) {
                flags |= ARMED;
                return true;
            }
            flags &= ~WAITING;
            signal = Failure.of(canceller.exceptionFor(this));
        }
        suspension.disarm(this);
        return false;
    }

    /** Awaits what was put off by a forced yield. */
    @SuppressWarnings("NullAway") // a claimed frame is there
    private @Nullable Object awaitNow() {
        boolean claimed = (flags & START_LATER) != 0;
        flags &= ~(AWAIT_LATER | START_LATER);
        outermost = null;
        Object awaitable = signal;
        signal = null;
        Scope canceller = canceller();
        if (canceller != null) {
            return Failure.of(canceller.exceptionFor(this));
        }
        try {
            if (claimed) {
                return ((Frame<?>) awaitable).resume(this, 0);
            }
            return awaitable instanceof CompletionStage<?> stage
                    ? Awaits.await(stage, this, 0)
                    : Awaits.await((Awaitable<?>) awaitable, this, 0);
        } catch (Throwable failure) {
            AsyncTrace.append(failure, leaf);
            return Failure.of(failure);
        }
    }

    /** Has the strand yield before it goes on with what is, or will be, its {@link #signal}. */
    final void yieldNext() {
        flags |= YIELD;
    }

    /**
     * Hands an outcome to the strand that is just arming its suspension.
     *
     * @param outcome a value, or a {@link Failure}
     */
    protected final void deliver(@Nullable Object outcome) {
        if (home.isConfined()) {
            flags &= ~WAITING;
            signal = outcome;
        } else {
            synchronized (this) {
                flags &= ~WAITING;
                signal = outcome;
            }
        }
    }

    /**
     * Ends the wait, if the strand still waits for that suspension. Called at home or, where there are several threads, holding the strand's monitor; if it says true,
     * the caller then makes the strand ready.
     *
     * @param from what woke it
     * @param outcome a value, or a {@link Failure}
     * @return false if the wake-up came late
     */
    protected final boolean resumeFrom(Suspension from, @Nullable Object outcome) {
        if ((flags & WAITING) == 0 || signal != from) {
            return false;
        }
        flags &= ~(WAITING | ARMED);
        signal = outcome;
        return true;
    }

    /**
     * Cancels the strand's own scope. Called as {@link #resumeFrom} is.
     *
     * @param reason the message of the exceptions to come, or null
     * @return the suspension that the caller has to disarm before it makes the strand ready; null if the strand does not wait, or is shielded
     */
    protected final @Nullable Suspension cancelHere(@Nullable String reason) {
        ownScope().markCancelled(reason);
        return interrupt();
    }

    /**
     * Ends the wait if the scope that the strand is in has been cancelled. Called as {@link #resumeFrom} is.
     *
     * @return as {@link #cancelHere} does
     */
    @SuppressWarnings("NullAway") // a strand that waits has its suspension there
    protected final @Nullable Suspension interrupt() {
        int interruptible = home.isConfined() ? WAITING : ARMED;
        Scope canceller = canceller();
        if ((flags & interruptible) == 0 || canceller == null) {
            return null;
        }
        Suspension suspension = (Suspension) signal;
        if (!suspension.tryCancel()) {
            return null;
        }
        flags &= ~(WAITING | ARMED);
        signal = Failure.of(canceller.exceptionFor(this));
        return suspension;
    }

    /**
     * Disarms the suspension whose wait a cancellation has ended. Called at home, or holding no lock, before the strand is made ready.
     *
     * @param suspension what {@link #cancelHere} or {@link #interrupt} gave
     */
    protected final void detachFrom(Suspension suspension) {
        suspension.disarm(this);
    }

    private Scope ownScope() {
        Scope inner = null;
        for (Scope each = scope; each != null; each = each.outer) {
            if (each instanceof StrandScope) {
                return each;
            }
            inner = each;
        }
        StrandScope own = new StrandScope(null);
        if (inner == null) {
            scope = own;
        } else {
            inner.outer = own;
        }
        return own;
    }

    private @Nullable Scope canceller() {
        return scope == null ? null : scope.cancelledBy();
    }

    /**
     * Tells whether an await that would suspend throws instead.
     *
     * @return true if the scope that the strand is in is cancelled
     */
    protected final boolean isCancelledHere() {
        return canceller() != null;
    }

    /**
     * Gives the innermost scope.
     *
     * @return the scope that the strand is in, or null
     */
    protected final @Nullable Scope scope() {
        return scope;
    }

    /**
     * Has the strand start inside a scope of another strand. Called before it is started.
     *
     * @param own the strand's own scope, with the other strand's around it
     */
    protected final void startIn(StrandScope own) {
        scope = own;
    }

    /**
     * Enters a scope. Where there are several threads, one that cancels the strand may just be adding its own scope, at the outer end.
     *
     * @param inner the scope, which nobody is in
     */
    protected final void enter(Scope inner) {
        if (home.isConfined()) {
            inner.outer = scope;
            scope = inner;
        } else {
            synchronized (this) {
                inner.outer = scope;
                scope = inner;
            }
        }
    }

    /**
     * Leaves a scope, which usually is the innermost.
     *
     * @param left the scope
     */
    protected final void leave(Scope left) {
        if (home.isConfined()) {
            unlink(left);
        } else {
            synchronized (this) {
                unlink(left);
            }
        }
    }

    private void unlink(Scope left) {
        if (scope == left) {
            scope = left.outer;
            return;
        }
        // Closed under a shield, or in another order than opened.
        for (Scope inner = scope; inner != null && !(inner instanceof StrandScope); inner = inner.outer) {
            if (inner.outer == left) {
                inner.outer = left.outer;
                return;
            }
        }
    }

    /**
     * Gives the other strands that a cancellation of this one may reach: those that run in the cancelled ones of the scopes that this strand is in. Called as
     * {@link #resumeFrom} is.
     *
     * @param strands where to add them
     */
    protected final void collectReached(Collection<? super Strand<?>> strands) {
        for (Scope each = scope; each != null && !(each instanceof StrandScope); each = each.outer) {
            if (each.cancelledBy() != null) {
                each.addMembers(strands);
            }
        }
    }

    /**
     * Tells the scopes that the strand is in of a failure that it is thrown.
     *
     * @param failure the failure
     */
    final void surface(Throwable failure) {
        for (Scope each = scope; each != null && !(each instanceof StrandScope); each = each.outer) {
            each.surfaced(failure);
        }
    }

    /**
     * Tells the scopes of the strand that the calling thread runs, if it runs one.
     *
     * @param failure the failure that it is handed
     */
    protected static void surfaceHere(Throwable failure) {
        Strand<?> strand = Current.get().strand;
        if (strand != null) {
            strand.surface(failure);
        }
    }

    private void finish(@Nullable Object result) {
        signal = null;
        leaf = null;
        outermost = null;
        Object outcome = result;
        if (result instanceof Failure failure) {
            boolean cancelled = failure.cause() instanceof CancellationException && canceller() != null;
            Failure ended = cancelled ? Failure.cancellation(failure.cause()) : failure;
            outcome = ended;
            // A cancellation is nothing to tell of, but what went wrong in its course is.
            if ((!cancelled || failure.cause().getSuppressed().length > 0) && !hasWaiters()) {
                // One that comes just now, on another thread, hears of it in settle().
                home.unheard(this, ended);
            }
        }
        home.finished(this);
        settle(outcome);
        for (Scope each = scope; each != null; each = each instanceof StrandScope ? null : each.outer) {
            each.ended(this);
        }
    }

    @Override
    protected final void heard() {
        if (outcome() instanceof Failure failure) {
            failure.hear();
        }
    }

    /**
     * Tells where the strand is suspended. Exact while it waits.
     *
     * @return the first 1,024 places, the innermost coroutine's first; empty if it runs or has ended
     */
    protected final List<StackTraceElement> places() {
        return Frames.places(leaf);
    }
}
