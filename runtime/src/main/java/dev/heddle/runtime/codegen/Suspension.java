// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import dev.heddle.Registration;
import org.jspecify.annotations.Nullable;

/**
 * What a strand waits for. The strand arms it after its Java stack has unwound; from then on, until it wakes the strand or is disarmed, it belongs to that strand.
 */
public abstract class Suspension {

    /** For subclasses. */
    protected Suspension() {}

    /**
     * Arranges for the strand to be woken. Called by the strand's driver, on the strand's scheduler. An exception thrown here is thrown at the await instead.
     *
     * @param strand who waits
     * @return true if the strand will be woken by {@link #wake}; false if the outcome is there already and has been handed to {@link Strand#deliver}
     */
    protected abstract boolean arm(Strand<?> strand);

    /**
     * Takes the arrangement back, since the wait was cancelled. Called on the strand's scheduler; a wake-up that comes all the same is ignored.
     *
     * @param strand who waited
     */
    protected abstract void disarm(Strand<?> strand);

    /**
     * Asked before a cancellation ends the wait, on the strand's scheduler or, where several threads may run it, holding the strand's monitor: so this must take no lock.
     * A suspension that hands over what must not get lost says false once the hand-over is under way; the wait then ends with that, and the cancellation strikes at the
     * next one.
     *
     * @return false if a wake-up with a value is certain to come
     */
    protected boolean tryCancel() {
        return true;
    }

    /**
     * Tells whether the calling thread alone runs a strand, so that waking it is a matter of a few writes, runs no other code and is done when {@link #wake} returns.
     *
     * @param strand the strand
     * @return true on the thread of the strand's own event loop
     */
    protected static boolean isHome(Strand<?> strand) {
        return strand.home.isConfined() && strand.home.isHome();
    }

    /**
     * Tells where a strand runs.
     *
     * @param strand the strand
     * @return its dispatcher
     */
    protected static Dispatcher homeOf(Strand<?> strand) {
        return strand.home;
    }

    /**
     * Tells whether one thread runs all strands of a dispatcher.
     *
     * @param home the dispatcher
     * @return true for an event loop
     */
    protected static boolean isConfined(Dispatcher home) {
        return home.isConfined();
    }

    /**
     * Notes that a strand waits for what another thread of the runtime does, or that this is over, so that its dispatcher does not take it for stuck.
     *
     * @param strand the strand
     * @param change 1 when such a wait begins, -1 when it is over
     */
    protected static void waitsForThreads(Strand<?> strand, int change) {
        strand.home.waitsForThreads(change);
    }

    /**
     * Has an action called when a strand ends, without its failure counting as heard by that.
     *
     * @param strand the strand
     * @param action what to call, as {@link Completion#onDone} does
     * @return the handle that detaches the action
     */
    protected static Registration watchEnd(Strand<?> strand, Runnable action) {
        return strand.watch(action);
    }

    /**
     * Wakes a strand that the calling thread alone runs, as {@link #wake} does, if it still waits for this.
     *
     * @param strand who waits, and {@link #isHome} says so
     * @param outcome a value, or a {@link Failure}
     */
    protected final void wakeHere(Strand<?> strand, @Nullable Object outcome) {
        if (strand.resumeFrom(this, outcome)) {
            strand.home.ready(strand);
        }
    }

    /**
     * Tells whether a strand has been woken with an outcome, and has not gone on since. Where several threads run strands, or on another thread than the strand's, the answer
     * is a guess.
     *
     * @param strand the strand
     * @param outcome the outcome itself
     * @return true if so
     */
    protected static boolean isWokenWith(Strand<?> strand, Object outcome) {
        return strand.signal == outcome;
    }

    /**
     * Reads what a strand's next step will need, as {@link Frame#touch} does. Only while the strand waits for this, so that nobody else writes there.
     *
     * @param strand who waits for this
     * @return any number that depends on what was read
     */
    protected static int touch(Strand<?> strand) {
        return strand.touch();
    }

    /**
     * Wakes a strand, if it still waits for this. To be called from any thread.
     *
     * @param strand who waits
     * @param outcome a value, or a {@link Failure}
     */
    protected final void wake(Strand<?> strand, @Nullable Object outcome) {
        strand.home.wake(strand, this, outcome);
    }
}
