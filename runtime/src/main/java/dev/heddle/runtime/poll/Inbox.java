// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What other threads send to a loop. One word holds it all, so that a loop that sleeps is woken once, however many send:
 *
 * <pre>
 *   EMPTY (null) ---- send ---> entries, newest first ---- send ---> more of them
 *     |    ^  ^                     |
 *     |    |  +------- take --------+
 *     |    +-- take -- ASLEEP -- send, and wake the loop --> entries
 *     |                  ^
 *     +---- fallAsleep --+      close (only when EMPTY) --> CLOSED
 * </pre>
 */
public final class Inbox {

    private static final Entry ASLEEP = new Entry();
    private static final Entry CLOSED = new Entry();

    // An AtomicReference would load the machinery of VarHandles, which a program that stays on one loop starts without.
    private static final AtomicReferenceFieldUpdater<Inbox, @Nullable Entry> NEWEST =
            AtomicReferenceFieldUpdater.newUpdater(Inbox.class, Entry.class, "newest");

    private volatile @Nullable Entry newest;
    private final Poller poller;

    /**
     * Makes an empty inbox.
     *
     * @param poller what the loop sleeps in
     */
    public Inbox(Poller poller) {
        this.poller = poller;
    }

    /**
     * Sends an action. From any thread; what one thread sends is taken in that order.
     *
     * @param action the action
     * @throws RejectedExecutionException if the inbox is closed
     */
    public void send(Runnable action) {
        for (; ; ) {
            Entry before = newest;
            if (before == CLOSED) {
                throw new RejectedExecutionException("The event loop is closed");
            }
            if (NEWEST.compareAndSet(this, before, new Entry(action, before == ASLEEP ? null : before))) {
                if (before == ASLEEP) {
                    poller.wakeup();
                }
                return;
            }
        }
    }

    /**
     * Takes all that has been sent, the oldest first. On the loop's thread.
     *
     * @param taker gets the actions, one by one
     */
    public void take(Consumer<Runnable> taker) {
        Entry found = newest;
        if (found == null || found == CLOSED) {
            return;
        }
        Entry oldestFirst = null;
        // Only the loop's thread closes, so this can't open what is closed.
        Entry rest = NEWEST.getAndSet(this, null);
        while (rest != null && rest != ASLEEP) {
            oldestFirst = new Entry(rest.action, oldestFirst);
            rest = rest.next;
        }
        for (Entry entry = oldestFirst; entry != null; entry = entry.next) {
            taker.accept(entry.action);
        }
    }

    /**
     * Tells whether there is nothing to take. On the loop's thread.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        Entry entry = newest;
        return entry == null || entry == ASLEEP || entry == CLOSED;
    }

    /**
     * Announces that the loop is going to sleep, so that the next to send wakes it. On the loop's thread.
     *
     * @return false if there is something to take
     */
    public boolean fallAsleep() {
        return NEWEST.compareAndSet(this, null, ASLEEP);
    }

    /**
     * Refuses whatever is sent from now on. On the loop's thread.
     *
     * @return false, and nothing is changed, if there is something to take
     */
    public boolean closeIfEmpty() {
        return NEWEST.compareAndSet(this, null, CLOSED) || newest == CLOSED;
    }

    private static final class Entry implements Runnable {

        final Runnable action;
        final @Nullable Entry next;

        /** One that stands for a state. */
        Entry() {
            this.action = this;
            this.next = null;
        }

        Entry(Runnable action, @Nullable Entry next) {
            this.action = action;
            this.next = next;
        }

        @Override
        public void run() {
            throw new IllegalStateException("A state of the inbox is not sent");
        }
    }
}
