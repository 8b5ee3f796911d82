// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.timer;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a bucket of {@link TimerBuckets}: some timers in the order in which they came, with holes where others have been removed. A timer knows its chunk and its place
 * there, so it leaves in a few writes. Who walks through a chunk reads timer after timer without waiting for the one before, as in a linked list; so the processor, which
 * finds none of a million timers in its cache, fetches several at a time.
 */
final class TimerChunk {

    /** More would save hardly any memory: they are a few bytes a timer. Fewer would be used by a bucket with a single timer. */
    static final int SIZE = 32;

    final @Nullable Timer[] timers = new Timer[SIZE];

    /** The places from this one on have not been used. */
    int end;

    /** How many timers there are. */
    int count;

    /** The bucket that this is a piece of. */
    int bucket;

    /** The next piece of the bucket, or, of a chunk that is in none, any other such chunk. */
    @Nullable
    TimerChunk next;

    @Nullable
    TimerChunk previous;

    /** Adds a timer behind the others. There must be room. */
    void append(Timer timer) {
        timers[end] = timer;
        timer.chunk = this;
        timer.place = end++;
        count++;
    }

    /** Takes a timer out. What is added next takes its place if nothing stands behind it. */
    void remove(Timer timer) {
        if (timers[timer.place] != timer) {
            throw new IllegalStateException("A timer is not where it belongs: was its queue used by two threads?");
        }
        timers[timer.place] = null;
        count--;
        while (end > 0 && timers[end - 1] == null) {
            end--;
        }
    }

    /** Closes the holes. */
    void compact() {
        int used = end;
        end = 0;
        count = 0;
        for (int i = 0; i < used; i++) {
            Timer timer = timers[i];
            timers[i] = null;
            if (timer != null) {
                append(timer);
            }
        }
    }

    /** Reads what firing the timers will need, for all of them at once: see {@link Timer#touch}. */
    int touch() {
        int read = 0;
        for (int i = 0; i < end; i++) {
            Timer timer = timers[i];
            if (timer != null) {
                read += timer.touch();
            }
        }
        return read;
    }
}
