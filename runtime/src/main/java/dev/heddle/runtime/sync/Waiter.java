// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A strand's place in a {@link WaitQueue}, and what it waits for.
 *
 * <pre>
 *            join                  claim                       complete
 *   idle ----------> queued --------------------> served ---------------------> idle
 *                       |                                 the strand is woken
 *                       +------> cancelled ------> removed
 *                     tryCancel            disarm
 * </pre>
 *
 * Serving and cancelling may come from two threads, and one of them wins: whoever serves first claims, takes what is to be handed over only when that went well, and
 * looks for the next waiter otherwise.
 */
abstract class Waiter extends Suspension {

    private static final VarHandle TAKEN;

    static {
        try {
            TAKEN = MethodHandles.lookup().findVarHandle(Waiter.class, "taken", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The neighbours in the queue; guarded by what guards that, as is what follows. */
    @Nullable
    Waiter before;

    @Nullable
    Waiter after;

    /** The queue that this is or was in last: {@link #queued} tells. Most waiters never see another one. */
    private @Nullable WaitQueue queue;

    private boolean queued;

    private @Nullable Strand<?> strand;

    /** 0 as long as nobody has claimed or cancelled this. */
    private int taken;

    Waiter() {}

    /** For the queue alone, as is {@link #leaveQueue}. */
    final void enterQueue(WaitQueue entered) {
        if (queue != entered) {
            queue = entered;
        }
        queued = true;
    }

    final void leaveQueue() {
        queued = false;
    }

    final boolean isIn(WaitQueue asked) {
        return queued && queue == asked;
    }

    /** Begins a wait. */
    final void join(WaitQueue joined, Strand<?> who) {
        strand = who;
        taken = 0;
        joined.add(this);
    }

    /** Takes the right to serve this waiter. Says false if it has been cancelled, or served by somebody else. */
    final boolean claim() {
        return claim(isHere());
    }

    /** Does as {@link #claim()} for who knows already whether the strand is {@linkplain #isHere here}. */
    boolean claim(boolean here) {
        if (!here) {
            return TAKEN.compareAndSet(this, 0, 1);
        }
        // No atomic: whoever else might serve this would have to hold what we hold, and whoever might cancel it would
        // have to be this thread.
        boolean free = taken == 0;
        taken = 1;
        return free;
    }

    @Override
    protected boolean tryCancel() {
        return TAKEN.compareAndSet(this, 0, 1);
    }

    /** Wakes the strand. By whoever has claimed this, once. Unless the strand is {@linkplain #isHere here}, it may run other code right away. */
    void complete(@Nullable Object outcome) {
        wake(strand(), outcome);
    }

    /** Does as {@link #complete}, for a strand that is {@linkplain #isHere here}. */
    void completeHere(@Nullable Object outcome) {
        wakeHere(strand(), outcome);
    }

    /** Wakes a strand that has found what it wants just when it was about to queue up. By {@link #arm}. */
    final void serve(Strand<?> who, @Nullable Object outcome) {
        wake(who, outcome);
    }

    /** Tells whether the waiter can be completed while a latch is held, and used again as soon as that has been done. */
    final boolean isHere() {
        return isHome(strand());
    }

    final Strand<?> strand() {
        Strand<?> who = strand;
        if (who == null) {
            throw new IllegalStateException(this + " waits for nobody");
        }
        return who;
    }

    final void addStrand(Collection<? super Strand<?>> strands) {
        Strand<?> who = strand;
        if (who != null) {
            strands.add(who);
        }
    }

    /** Lets go of the strand, so that a waiter that is kept for the next wait keeps nothing else. */
    final void forget() {
        strand = null;
    }
}
