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

    /** With fewer, all that they need is most likely in the processor's cache still. */
    private static final int MANY = 64;

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
     * Reads what the next strands will need, if there are many. One that has not run for long finds nothing of its own in the processor's cache any more, and its step waits for
     * memory at each object, a dozen times in the case of a stream. Here the processor need not know one strand's objects to go on with the next strand, so these waits
     * overlap. Between two steps that make system calls they can't.
     *
     * @param count how many strands, which are to be polled before this is called again
     * @return any number, which the caller should keep, so that the JIT does not leave out the reading
     */
    public int touch(int count) {
        if (size() < MANY) {
            return 0;
        }
        int read = 0;
        for (int i = 0; i < count; i++) {
            if (ring[(head + i) & (ring.length - 1)] instanceof Strand<?> strand) {
                read += strand.touch();
            }
        }
        return read;
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
