// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a channel holds between a send and a receive. Guarded by the channel's latch.
 *
 * @param <T> the type of the elements
 */
abstract sealed class Buffer<T> permits Buffer.Ring, Buffer.Stack, Buffer.Latest, Buffer.Heap {

    /** What {@link #offer} did. */
    enum Offer {
        ADDED,
        REPLACED,
        FULL
    }

    private final int capacity;
    private final boolean replaces;
    int size;

    /**
     * Makes an empty buffer.
     *
     * @param capacity how many elements there may be
     * @param replaces whether, if there are so many, the next one takes the place of one
     */
    private Buffer(int capacity, boolean replaces) {
        this.capacity = capacity;
        this.replaces = replaces;
    }

    final int capacity() {
        return capacity;
    }

    final int size() {
        return size;
    }

    /** Whether {@link #offer} would say FULL. */
    final boolean isFull() {
        return size == capacity && !replaces;
    }

    final Offer offer(T element) {
        if (size == capacity && !replaces) {
            return Offer.FULL;
        }
        boolean replaced = size == capacity;
        put(element);
        if (replaced) {
            return Offer.REPLACED;
        }
        size++;
        return Offer.ADDED;
    }

    final @Nullable T poll() {
        if (size == 0) {
            return null;
        }
        T element = take();
        size--;
        return element;
    }

    /** Adds an element, for which there is room. */
    abstract void put(T element);

    /** Removes the next element, of which there is one. */
    abstract T take();

    /** First in, first out; with a capacity of 0 it is always full. A ring that has its size from the beginning, if that is small, and else doubles. */
    static final class Ring<T> extends Buffer<T> {

        private static final int SMALLEST = 16;

        /** Up to here a ring never grows: 256 bytes that are there too early are less than what growing costs the JIT compiler, which takes its code into each send. */
        private static final int SMALL = 64;

        private @Nullable Object[] ring;
        private int head;

        /** With at least one element and fewer than this there are room and something to take, now and without growing. 0 if that is not to be relied on. */
        private int limit;

        Ring(int capacity) {
            super(capacity, false);
            ring = new Object[capacity <= SMALL ? powerOfTwoFrom(capacity) : SMALLEST];
            limit = Math.min(capacity, ring.length);
        }

        /** Adds an element if the ring is neither empty nor full, nor sealed. */
        boolean putAmid(T element) {
            int held = size;
            if (held == 0 || held >= limit) {
                return false;
            }
            ring[(head + held) & (ring.length - 1)] = element;
            size = held + 1;
            return true;
        }

        /** Removes the next element if the ring is neither empty nor full, nor sealed; else gives null. */
        @Nullable
        T takeAmid() {
            int held = size;
            if (held == 0 || held >= limit) {
                return null;
            }
            size = held - 1;
            return take();
        }

        /** Has {@link #putAmid} and {@link #takeAmid} do nothing from now on. */
        void seal() {
            limit = 0;
        }

        @Override
        void put(T element) {
            int size = size();
            if (size == ring.length) {
                grow();
            }
            ring[(head + size) & (ring.length - 1)] = element;
        }

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // only elements are in the ring, and one is at its head
        T take() {
            Object element = ring[head];
            ring[head] = null;
            head = (head + 1) & (ring.length - 1);
            return (T) element;
        }

        /** The length is such that the place after the last is found by a mask. */
        private static int powerOfTwoFrom(int capacity) {
            return capacity <= 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
        }

        private void grow() {
            Object[] twice = Arrays.copyOf(ring, ring.length * 2);
            // What has wrapped round to the beginning goes on behind the old end.
            System.arraycopy(ring, 0, twice, ring.length, head);
            Arrays.fill(twice, 0, head, null);
            ring = twice;
            limit = limit == 0 ? 0 : Math.min(capacity(), ring.length);
        }
    }

    /** Last in, first out. */
    static final class Stack<T> extends Buffer<T> {

        private final ArrayDeque<T> elements = new ArrayDeque<>();

        Stack(int capacity) {
            super(capacity, false);
        }

        @Override
        void put(T element) {
            elements.push(element);
        }

        @Override
        T take() {
            return elements.pop();
        }
    }

    /** The last element only. */
    static final class Latest<T> extends Buffer<T> {

        private @Nullable T latest;

        Latest() {
            super(1, true);
        }

        @Override
        void put(T element) {
            latest = element;
        }

        @Override
        @SuppressWarnings("NullAway") // there is one
        T take() {
            T element = latest;
            latest = null;
            return element;
        }
    }

    /** The least element first; among equal ones, the one that was sent first. */
    static final class Heap<T> extends Buffer<T> {

        private final PriorityQueue<Entry<T>> entries;
        private long sequence;

        Heap(int capacity, Comparator<? super T> order) {
            super(capacity, false);
            Comparator<Entry<T>> byElement = (a, b) -> order.compare(a.element, b.element);
            entries = new PriorityQueue<>(byElement.thenComparingLong(Entry::sequence));
        }

        @Override
        void put(T element) {
            entries.add(new Entry<>(element, sequence++));
        }

        @Override
        T take() {
            return entries.remove().element;
        }

        private record Entry<T>(T element, long sequence) {}
    }
}
