// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import dev.heddle.Awaitable;
import java.util.List;
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
public abstract class Strand<T extends @Nullable Object> extends Resumable<T> {

    /** The signal that the leaf is to be started. */
    static final Object START = new Object();

    /** The signal that the strand goes to the end of the queue. */
    static final Object REQUEUE = new Object();

    /** A body's budget is used up: the strand goes to the end of the queue before its next await. */
    private static final int YIELD = 4;

    /** The strand is queued after a forced yield, and {@link #signal} is what it awaits next. */
    private static final int AWAIT_LATER = 8;

    /** What the strand awaits next is a frame that is claimed for it already. */
    private static final int START_LATER = 16;

    /** After so many awaits in a row that a cancellation has ended, others have their turn; after so many, the strand is told of as one that swallows its cancellation. */
    private static final int CANCELLED_AWAITS = 64;

    private static final int UNHEEDED = 1000;

    /** The innermost suspended frame, which is resumed first; null if none is. */
    @Nullable
    Frame<?> leaf;

    /** While SUSPENDED travels up the Java stack: the outermost frame that is linked so far. */
    @Nullable
    Frame<?> outermost;

    /**
     * Makes a strand.
     *
     * @param home where it runs
     * @param root the coroutine, claimed
     */
    protected Strand(Dispatcher home, Frame<T> root) {
        super(home);
        this.leaf = root;
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

    /** Reads what the next step will need, as {@link Frame#touch} does. */
    final int touch() {
        Frame<?> innermost = leaf;
        return innermost == null ? flags : flags + innermost.touch();
    }

    /** Resumes the leaf, then its parents, until one of them waits or the last has ended. A loop: no chain is too long for the Java stack. */
    private void drive() {
        Frame<?> frame = leaf;
        Object value;
        if ((flags & STRUCK) != 0) {
            frame = takeStroke(frame);
        }
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
            Object passing = null;
            if (value == Awaits.SUSPENDED) {
                if (!next()) {
                    return;
                }
                frame = leaf;
            } else {
                frame = frame == null ? null : unlink(frame);
                signal = value;
                passing = value instanceof Failure ? value : null;
            }
            if (frame == null) {
                finish(signal);
                return;
            }
            value = resume(frame, passing);
        }
    }

    /** Gives the frame that goes on. Those that catch nothing where they wait are over without going on: nobody can tell the difference. */
    private @Nullable Frame<?> takeStroke(@Nullable Frame<?> waiting) {
        flags &= ~STRUCK;
        Frame<?> frame = waiting;
        if (signal instanceof Cancellation cancellation) {
            signal = Failure.of(cancellation.strike(frame));
            while (frame != null && Frames.catchesNothing(frame)) {
                frame.state = Frame.RUNNING;
                frame = unlink(frame);
            }
        }
        return frame;
    }

    /**
     * Resumes one frame, and sees to it that what suspended inside hangs together. A failure that just passes through has its async stack already: looking again at every
     * level would make a long chain's failure cost the square of its length.
     *
     * @param passing null if it is resumed with a value; else the {@link Failure}, whose class is not named, for the reason that {@link #isCancelledHere} has
     */
    private @Nullable Object resume(Frame<?> frame, @Nullable Object passing) {
        outermost = null;
        // Not to keep a frame, and its receiver, longer than the source does.
        leaf = null;
        int point = frame.state;
        Object value;
        try {
            value = point == Frame.CLAIMED ? frame.begin(this, Awaits.ROOM) : frame.resume(this, Awaits.ROOM);
        } catch (Throwable failure) {
            if (passing instanceof Failure passed && passed.cause() == failure) {
                return passing;
            }
            AsyncTrace.append(failure, frame, point, signal);
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
        if (isCancelledHere()) {
            return goesOnCancelled();
        }
        if (awaited == REQUEUE) {
            signal = null;
            goToEndOfQueue();
            return false;
        }
        Suspension suspension = (Suspension) awaited;
        return home.hook == null ? !wait(suspension) : !hookedWait(suspension, home.hook);
    }

    /** Delivers the cancellation. Who catches it and awaits again, maybe for ever, does not keep the thread to itself: now and then it goes to the end of the queue. */
    @SuppressWarnings("NullAway") // who cancelled stays known
    private boolean goesOnCancelled() {
        int times = canceller().awaitsInARow(this);
        signal = cancelledNow();
        if (times == UNHEEDED) {
            home.unheeded(this, times);
        }
        if (times % CANCELLED_AWAITS != 0) {
            return true;
        }
        goToEndOfQueue();
        return false;
    }

    @SuppressWarnings("NullAway") // who cancelled stays known
    private Failure cancelledNow() {
        return Failure.of(canceller().exceptionFor(this));
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

    /** Awaits what was put off by a forced yield. */
    @SuppressWarnings("NullAway") // a claimed frame is there
    private @Nullable Object awaitNow() {
        boolean claimed = (flags & START_LATER) != 0;
        flags &= ~(AWAIT_LATER | START_LATER);
        outermost = null;
        Object awaitable = signal;
        signal = null;
        if (isCancelledHere()) {
            return cancelledNow();
        }
        try {
            if (claimed) {
                return ((Frame<?>) awaitable).begin(this, Awaits.ROOM);
            }
            return awaitable instanceof CompletionStage<?> stage
                    ? Awaits.await(stage, this, Awaits.ROOM)
                    : Awaits.await((Awaitable<?>) awaitable, this, Awaits.ROOM);
        } catch (Throwable failure) {
            AsyncTrace.append(failure, leaf);
            return Failure.of(failure);
        }
    }

    /** Has the strand yield before it goes on with what is, or will be, its {@link #signal}. */
    final void yieldNext() {
        flags |= YIELD;
    }

    /** Tells whether {@link #yieldNext} was called, and the yield is still to come. */
    final boolean mustYield() {
        return (flags & YIELD) != 0;
    }

    private void finish(@Nullable Object result) {
        signal = null;
        leaf = null;
        outermost = null;
        Object outcome = result;
        if (result instanceof Failure failure) {
            Failure ended = ended(failure);
            outcome = ended;
            // A cancellation is nothing to tell of, but what went wrong in its course is.
            if ((!ended.isCancellation() || ended.hasSuppressed()) && !hasWaiters()) {
                // One that comes just now, on another thread, hears of it in settle().
                home.unheard(this, ended);
            }
        }
        home.finished(this);
        settle(outcome);
        endScopes(this);
    }

    private Failure ended(Failure failure) {
        boolean cancelled = isCancelledHere() && failure.mayBeCancellation();
        if (cancelled == failure.isCancellation()) {
            return failure;
        }
        return cancelled ? Failure.cancellation(failure.cause()) : Failure.of(failure.cause());
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
