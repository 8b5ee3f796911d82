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

    /** How many elements there may be. */
    abstract int capacity();

    abstract int size();

    abstract Offer offer(T element);

    abstract @Nullable T poll();

    /** First in, first out; with a capacity of 0 it is always full. A ring that doubles up to its capacity. */
    static final class Ring<T> extends Buffer<T> {

        private static final int SMALLEST = 16;

        private final int capacity;
        private @Nullable Object[] ring = new Object[SMALLEST];
        private int head;
        private int size;

        Ring(int capacity) {
            this.capacity = capacity;
        }

        @Override
        int capacity() {
            return capacity;
        }

        @Override
        int size() {
            return size;
        }

        @Override
        Offer offer(T element) {
            if (size == capacity) {
                return Offer.FULL;
            }
            if (size == ring.length) {
                grow();
            }
            ring[(head + size++) & (ring.length - 1)] = element;
            return Offer.ADDED;
        }

        @Override
        @SuppressWarnings("unchecked") // only elements are in the ring
        @Nullable
        T poll() {
            if (size == 0) {
                return null;
            }
            Object element = ring[head];
            ring[head] = null;
            head = (head + 1) & (ring.length - 1);
            size--;
            return (T) element;
        }

        private void grow() {
            Object[] twice = Arrays.copyOf(ring, ring.length * 2);
            // What has wrapped round to the beginning goes on behind the old end.
            System.arraycopy(ring, 0, twice, ring.length, head);
            Arrays.fill(twice, 0, head, null);
            ring = twice;
        }
    }

    /** Last in, first out. */
    static final class Stack<T> extends Buffer<T> {

        private final int capacity;
        private final ArrayDeque<T> elements = new ArrayDeque<>();

        Stack(int capacity) {
            this.capacity = capacity;
        }

        @Override
        int capacity() {
            return capacity;
        }

        @Override
        int size() {
            return elements.size();
        }

        @Override
        Offer offer(T element) {
            if (elements.size() == capacity) {
                return Offer.FULL;
            }
            elements.push(element);
            return Offer.ADDED;
        }

        @Override
        @Nullable
        T poll() {
            return elements.poll();
        }
    }

    /** The last element only. */
    static final class Latest<T> extends Buffer<T> {

        private @Nullable T latest;

        @Override
        int capacity() {
            return 1;
        }

        @Override
        int size() {
            return latest == null ? 0 : 1;
        }

        @Override
        Offer offer(T element) {
            Offer done = latest == null ? Offer.ADDED : Offer.REPLACED;
            latest = element;
            return done;
        }

        @Override
        @Nullable
        T poll() {
            T element = latest;
            latest = null;
            return element;
        }
    }

    /** The least element first; among equal ones, the one that was sent first. */
    static final class Heap<T> extends Buffer<T> {

        private final int capacity;
        private final PriorityQueue<Entry<T>> entries;
        private long sequence;

        Heap(int capacity, Comparator<? super T> order) {
            this.capacity = capacity;
            Comparator<Entry<T>> byElement = (a, b) -> order.compare(a.element, b.element);
            entries = new PriorityQueue<>(byElement.thenComparingLong(Entry::sequence));
        }

        @Override
        int capacity() {
            return capacity;
        }

        @Override
        int size() {
            return entries.size();
        }

        @Override
        Offer offer(T element) {
            return entries.size() < capacity && entries.add(new Entry<>(element, sequence++))
                    ? Offer.ADDED
                    : Offer.FULL;
        }

        @Override
        @Nullable
        T poll() {
            Entry<T> least = entries.poll();
            return least == null ? null : least.element;
        }

        private record Entry<T>(T element, long sequence) {}
    }
}
