// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import dev.heddle.Deferred;
import dev.heddle.Registration;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An outcome, and those who wait for it: what a task and a promise have in common.
 *
 * <pre>
 *   outcome:  PENDING ---------------------------> a value or a Failure
 *   waiters:  null --> one waiter --> a chain ---> CLOSED
 * </pre>
 *
 * The outcome is set before the waiters are taken, so whoever finds CLOSED sees the outcome. Waiters are a stack, newest first (Treiber, 1986), turned round when they
 * are woken: first come, first served. A completion that is confined to an event loop makes the same steps without atomics, and other threads post theirs to the loop.
 *
 * @param <T> the type of the value
 */
public abstract class Completion<T extends @Nullable Object> extends Suspension implements Deferred<T> {

    /**
     * Stands for an outcome that is not there yet. It is the same object that a body returns when it has to wait, so that an await which has made sure of an outcome need not
     * compare it again.
     */
    protected static final Object PENDING = Awaits.SUSPENDED;

    private static final Object CLOSED = new Object();
    private @Nullable Object outcome = PENDING;

    /** Null, CLOSED, a {@link Strand}, a {@link Waiters.Callback}, or a {@link Waiters.Chain} of these. */
    private @Nullable Object waiters;

    /** For subclasses. */
    protected Completion() {}

    /**
     * Tells where the waiters may be touched without atomics.
     *
     * @return the one dispatcher, which is confined to a thread; or null if any thread may
     */
    protected abstract @Nullable Dispatcher confinement();

    /** Called when somebody has been handed the failure, or has asked for it. */
    protected abstract void heard();

    /**
     * Gives what there is now.
     *
     * @return {@link #PENDING}, a value, or a {@link Failure}
     */
    protected final @Nullable Object outcome() {
        Object result = outcome;
        // As a read with acquire; see Atomics for why it is none.
        VarHandle.acquireFence();
        return result;
    }

    /** The value, or PENDING if there is none: also of a failure. */
    final @Nullable Object valueOrPending() {
        Object result = outcome();
        // Not instanceof: in a loop, C2 of JDK 17 would keep its answer, a boolean, from one round to the next.
        return result != null && result.getClass() == Failure.class ? PENDING : result;
    }

    /**
     * Sets the outcome, if it is not set, and wakes those who wait.
     *
     * @param result a value, or a {@link Failure}
     * @return false if there was an outcome already
     */
    protected final boolean trySettle(@Nullable Object result) {
        if (!Atomics.OUTCOME.compareAndSet(this, PENDING, result)) {
            return false;
        }
        wakeAll((Object) Atomics.WAITERS.getAndSet(this, CLOSED));
        return true;
    }

    /**
     * Sets the outcome. For a strand, which is the only one that sets its own: no atomic is needed for that.
     *
     * @param result a value, or a {@link Failure}
     */
    final void settle(@Nullable Object result) {
        // As a write with release.
        VarHandle.releaseFence();
        outcome = result;
        if (confinement() == null) {
            wakeAll((Object) Atomics.WAITERS.getAndSet(this, CLOSED));
        } else {
            Object before = waiters;
            waiters = CLOSED;
            wakeAll(before);
        }
    }

    private @Nullable Object waiters() {
        Object stack = waiters;
        VarHandle.acquireFence();
        return stack;
    }

    /**
     * Tells whether anybody waits.
     *
     * @return false if a failure that came now would have no one to hear it
     */
    final boolean hasWaiters() {
        return Waiters.listen(waiters());
    }

    @Override
    public final boolean isDone() {
        return outcome() != PENDING;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"
    }) // the outcome of a Completion<T> that is not a Failure is a T, null included
    public final T resultNow() {
        Object result = outcome();
        if (result == PENDING) {
            throw new IllegalStateException(this + " is not done");
        }
        if (result instanceof Failure failure) {
            heard();
            Strand.surfaceHere(failure.cause());
            throw failure.rethrow();
        }
        return (T) result;
    }

    @Override
    public final Registration onDone(Runnable action) {
        return register(new Waiters.Callback(action, null, false));
    }

    /**
     * Has an action called as {@link #onDone} does, without a failure counting as heard by that: for who waits for many, and may never look at this one.
     *
     * @param action what to call
     * @return the handle that detaches the action
     */
    protected final Registration watch(Runnable action) {
        return register(new Waiters.Callback(action, null, true));
    }

    private Registration register(Waiters.Callback callback) {
        if (!atHome(() -> addOrRun(callback))) {
            callback.action().run();
        }
        return () -> {
            callback.detach();
            atHome(() -> remove(callback));
        };
    }

    @Override
    protected boolean arm(Strand<?> strand) {
        Dispatcher home = confinement();
        if (home == null || home == strand.home) {
            if (add(strand)) {
                return true;
            }
        } else {
            // Awaited from another loop: its wake-up goes by a callback that is registered at home.
            if (atHome(() -> addOrRun(new Waiters.Callback(() -> wake(strand, outcome()), strand, false)))) {
                return true;
            }
        }
        heard();
        strand.deliver(outcome());
        return false;
    }

    @Override
    protected void disarm(Strand<?> strand) {
        atHome(() -> remove(strand));
    }

    /** Runs an action where the waiters may be touched; says false if there is no such place any more, because the dispatcher is closed and this is done. */
    private boolean atHome(Runnable action) {
        Dispatcher home = confinement();
        if (home == null || home.isHome()) {
            action.run();
            return true;
        }
        try {
            home.post(action);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    private void addOrRun(Waiters.Callback callback) {
        if (!add(callback)) {
            if (callback.wakesStrand()) {
                // Nobody waited when this failed, but somebody of another loop was on the way.
                heard();
            }
            callback.run();
        }
    }

    private boolean add(Object waiter) {
        for (; ; ) {
            Object before = waiters();
            if (before == CLOSED) {
                return false;
            }
            if (replace(before, before == null ? waiter : new Waiters.Chain(waiter, before))) {
                return true;
            }
        }
    }

    private void remove(Object waiter) {
        for (; ; ) {
            Object before = waiters();
            if (before == CLOSED || replace(before, Waiters.without(before, waiter))) {
                return;
            }
        }
    }

    private boolean replace(@Nullable Object before, @Nullable Object after) {
        if (confinement() == null) {
            return Atomics.WAITERS.compareAndSet(this, before, after);
        }
        waiters = after;
        return true;
    }

    private void wakeAll(@Nullable Object stack) {
        if (stack == null) {
            return;
        }
        if (outcome instanceof Failure && Waiters.listen(stack)) {
            heard();
        }
        if (stack instanceof Waiters.Chain newest) {
            for (Object waiter : Waiters.oldestFirst(newest)) {
                wakeOne(waiter);
            }
        } else {
            wakeOne(stack);
        }
    }

    /**
     * Tells who waits for this, in another thread's eyes maybe not any more: strands, and those on whose behalf a {@link Relay} was registered.
     *
     * @param strands where to add them, in the order in which they came
     */
    protected final void addWaiting(Collection<? super Strand<?>> strands) {
        Object stack = waiters();
        if (stack != null && stack != CLOSED) {
            Waiters.addStrands(stack, strands);
        }
    }

    private void wakeOne(Object waiter) {
        if (waiter instanceof Strand<?> strand) {
            strand.home.wake(strand, this, outcome);
        } else {
            ((Waiters.Callback) waiter).run();
        }
    }

    /** For what threads share. Apart, because VarHandles take milliseconds to make, and a program whose tasks stay on one loop starts without. */
    private static final class Atomics {
        static final VarHandle OUTCOME;
        static final VarHandle WAITERS;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                OUTCOME = lookup.findVarHandle(Completion.class, "outcome", Object.class);
                WAITERS = lookup.findVarHandle(Completion.class, "waiters", Object.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }
}
