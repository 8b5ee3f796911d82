// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Instant;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks can wait for: {@code await(ready.whenSet())}. Setting it wakes all who wait, also if it is cleared again before they run. What happens only once, or on
 * another thread, is better told by a {@link dev.heddle.runtime.Promise}.
 *
 * <p>It belongs to the scheduler that first uses it. On any other, all methods throw an {@link IllegalStateException}.
 */
public final class Event extends Owned {

    private final WaitQueue waiters = new WaitQueue();
    private final Arrival arrival = new Arrival(this);
    private boolean set;

    /** Makes an event that is not set. */
    public Event() {}

    /**
     * Waits until the event is set.
     *
     * @return a coroutine that ends when it is, at once if it is already; always the same one
     */
    public Coroutine<@Nullable Void> whenSet() {
        return arrival;
    }

    /** Sets the event, and wakes all who wait, in the order in which they came. In a task, or in an action of the scheduler. */
    public void set() {
        var unused = enter();
        set = true;
        Waiter only = waiters.size() == 1 ? waiters.claimFirst() : null;
        if (only != null) {
            // Most often. Its place is used again, and nothing is allocated.
            exit();
            complete(only, null);
            return;
        }
        WaitQueue woken = new WaitQueue();
        waiters.claimAll(woken);
        exit();
        woken.completeAll(null);
    }

    /** Takes the event back: who comes from now on waits until it is set again. */
    public void clear() {
        var unused = enter();
        set = false;
        exit();
    }

    /**
     * Tells whether the event is set.
     *
     * @return true if {@link #whenSet()} would not wait
     */
    public boolean isSet() {
        var unused = enter();
        boolean now = set;
        exit();
        return now;
    }

    @Override
    public String toString() {
        return "Event[" + (set ? "set" : "not set") + ", " + waiters.size() + " waiting]";
    }

    private @Nullable Object await(Strand<?> strand) {
        enter(strand);
        boolean now = set;
        exit();
        return now ? null : Awaits.suspendOn(place(), strand);
    }

    @Override
    void queue(Place place, Strand<?> strand) {
        enter(strand);
        boolean now = set;
        if (!now) {
            place.join(waiters, strand);
        }
        exit();
        if (now) {
            place.serve(strand, null);
        }
    }

    @Override
    void leave(Place place, Strand<?> strand) {
        enter(strand);
        waiters.remove(place);
        exit();
    }

    private static final class Arrival extends Instant<@Nullable Void> {

        private final Event event;

        Arrival(Event event) {
            this.event = event;
        }

        @Override
        protected @Nullable Object attempt(Strand<?> strand) {
            return event.await(strand);
        }

        @Override
        public String toString() {
            return "Coroutine[dev.heddle.runtime.sync.Event.whenSet]";
        }
    }
}
