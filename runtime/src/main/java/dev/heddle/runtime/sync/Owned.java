// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Dispatcher;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one scheduler: the one whose task, or action, first uses it. On an event loop that makes all atomics needless; on a scheduler of many threads the latch
 * guards. What is shared belongs to all, and the latch always guards it.
 */
abstract class Owned extends Latch {

    private final boolean shared;

    /** A place for the next one who waits: only there where the loop has served the last one itself. */
    private @Nullable Place spare;

    /** Set once, under the monitor. Whoever sees null there, be it too late, goes and looks under the monitor. */
    private @Nullable Dispatcher home;

    /** The same, if it is an event loop, whose thread then needs no latch. Written before {@link #home}; whoever sees that alone takes the latch, which is never wrong. */
    private @Nullable Dispatcher loop;

    Owned() {
        this(false);
    }

    Owned(boolean shared) {
        this.shared = shared;
    }

    /** Begins what a strand does with this. */
    final void enter(Strand<?> strand) {
        check(strand);
        guard();
    }

    /** Begins what the calling thread does with this, be it in a task or in an action of the scheduler. */
    final Current enter() {
        Current current = Current.get();
        check(current.dispatcher);
        guard();
        return current;
    }

    /** Refuses the strand if this belongs to another scheduler than its own. */
    final void check(Strand<?> strand) {
        check(Strands.home(strand));
    }

    /** Refuses the calling thread if this belongs to a scheduler that it does not run. */
    final void check() {
        if (!shared) {
            check(Current.get().dispatcher);
        }
    }

    private void check(@Nullable Dispatcher caller) {
        if (!shared && (caller == null || caller != home)) {
            settle(caller);
        }
    }

    /** Whether this belongs to the strand's own event loop, so that the strand may use it with no further check, and no latch. */
    final boolean isConfinedTo(Strand<?> strand) {
        return loop == Strands.home(strand);
    }

    /** Begins what the runtime does with this, which need not be checked. */
    final void guard() {
        if (loop == null) {
            latch();
        }
    }

    /** Ends what {@code enter} began. */
    final void exit() {
        if (loop == null) {
            unlatch();
        }
    }

    private synchronized void settle(@Nullable Dispatcher caller) {
        if (caller == null) {
            throw new IllegalStateException(
                    this + " was used on a thread that runs no scheduler: use it in a coroutine, or post an action"
                            + " (loop.execute). For what crosses threads there are Channel.bounded and Promise");
        }
        if (home == null) {
            loop = Strands.confines(caller) ? caller : null;
            home = caller;
        } else if (home != caller) {
            boolean looksTheSame = home.toString().equals(caller.toString());
            throw new IllegalStateException(this + " belongs to " + home + ", which used it first, and was used on "
                    + (looksTheSame ? "another one of that name: what is static outlives its loop" : caller)
                    + ". For what crosses schedulers there are Channel.bounded and Promise");
        }
    }

    /** Gives the strand that calls. */
    final Strand<?> caller(Current current, String operation) {
        Strand<?> strand = current.strand;
        if (strand == null) {
            throw new IllegalStateException(
                    this + ": " + operation + " was called outside a task, and a task has to hold it");
        }
        return strand;
    }

    /** Gives a place to wait at. Holding no latch. */
    final Place place() {
        Place place = spare;
        if (place == null) {
            return new Place(this);
        }
        spare = null;
        return place;
    }

    /** Wakes a waiter that has been claimed. Holding no latch. */
    final void complete(Waiter waiter, @Nullable Object outcome) {
        boolean here = waiter.isHere();
        waiter.complete(outcome);
        if (here && waiter instanceof Place place && place.isPlain(this)) {
            place.forget();
            spare = place;
        }
    }
}
