// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The strands and actions that are ready, first in, first out. For one thread: a ring that doubles when it is full, and neither allocates nor synchronises otherwise.
 */
public final class ReadyQueue {

    /** From how many {@link #pollAny} chooses. */
    private static final int CHOICE = 64;

    private @Nullable Object[] ring = new Object[256];
    private int head;
    private int tail;

    /** Makes an empty queue. */
    public ReadyQueue() {}

    /**
     * Tells whether nothing is ready.
     *
     * @return true if {@link #poll} would give null
     */
    public boolean isEmpty() {
        return head == tail;
    }

    /**
     * Counts what is ready.
     *
     * @return how many have been added and not yet polled
     */
    public int size() {
        return (tail - head) & (ring.length - 1);
    }

    /**
     * Adds at the end.
     *
     * @param item a strand or an action
     */
    public void add(Object item) {
        ring[tail] = item;
        tail = (tail + 1) & (ring.length - 1);
        if (tail == head) {
            grow();
        }
    }

    /**
     * Takes from the front.
     *
     * @return a strand or an action, or null if nothing is ready
     */
    public @Nullable Object poll() {
        Object item = ring[head];
        if (item != null) {
            ring[head] = null;
            head = (head + 1) & (ring.length - 1);
        }
        return item;
    }

    /**
     * Takes one by chance instead of the first one: any strand among the first {@value #CHOICE}, or, in place of any other action, the first of those, for actions keep
     * their order. For tests.
     *
     * @param random the dice
     * @return a strand or an action, or null if nothing is ready
     */
    public @Nullable Object pollAny(SplittableRandom random) {
        if (isEmpty()) {
            return null;
        }
        int mask = ring.length - 1;
        int offset = random.nextInt(Math.min(size(), CHOICE));
        if (!(ring[(head + offset) & mask] instanceof Strand)) {
            offset = 0;
            while (ring[(head + offset) & mask] instanceof Strand) {
                offset++;
            }
        }
        Object item = ring[(head + offset) & mask];
        // Those in front move up by one, so that they keep their order.
        for (; offset > 0; offset--) {
            ring[(head + offset) & mask] = ring[(head + offset - 1) & mask];
        }
        ring[head] = null;
        head = (head + 1) & mask;
        return item;
    }

    private void grow() {
        Object[] twice = new Object[ring.length * 2];
        int upper = ring.length - head;
        System.arraycopy(ring, head, twice, 0, upper);
        System.arraycopy(ring, 0, twice, upper, head);
        head = 0;
        tail = ring.length;
        ring = twice;
    }
}
