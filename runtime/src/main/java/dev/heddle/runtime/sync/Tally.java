// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** Counts a channel's values that were sent and are not done with, for those who wait until all are. The latch guards it. */
abstract class Tally extends Ends {

    private final WaitQueue joiners = new WaitQueue();
    private long unfinished;

    Tally(boolean shared) {
        super(shared);
    }

    /** Counts a value that was sent. Holding the latch. */
    final void count() {
        unfinished++;
    }

    /** Does as {@link #count}, and gives the outcome of a send. */
    final @Nullable Object counted() {
        unfinished++;
        return null;
    }

    /** Takes values off that nobody will do anything with, and those who are to be told if they were the last. Holding the latch. */
    final void uncount(int values, WaitQueue joined) {
        unfinished -= values;
        if (unfinished == 0) {
            joiners.claimAll(joined);
        }
    }

    /** Counts a value as done with. */
    final void finishOne() {
        WaitQueue joined = new WaitQueue();
        check();
        guard();
        boolean tooMany = unfinished == 0;
        if (!tooMany) {
            uncount(1, joined);
        }
        exit();
        if (tooMany) {
            throw new IllegalStateException("taskDone() was called more often than values were sent");
        }
        joined.completeAll(null);
    }

    final @Nullable Object join(Strand<?> strand) {
        enter(strand);
        boolean done = unfinished == 0;
        exit();
        return done ? null : Awaits.suspendOn(new Place(this), strand);
    }

    /** Says false, and has the place join, if there is something to wait for. Holding the latch. */
    final boolean joinOr(Place place, Strand<?> strand) {
        boolean done = unfinished == 0;
        if (!done) {
            place.join(joiners, strand);
        }
        return done;
    }

    /** Holding the latch. */
    final void removeJoiner(Place place) {
        joiners.remove(place);
    }
}
