// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.timer;

import org.jspecify.annotations.Nullable;

/** The buckets of a {@link TimerQueue}: lists of {@link TimerChunk}s, by number, and which of them are not empty. */
final class TimerBuckets {

    /** Buckets whose emptiness is told by the bits of one word. */
    private static final int GROUP = 6;

    /** A chunk with so few timers is joined with a neighbour, where they have room. Otherwise the last timer of each chunk would keep all of it. */
    private static final int SPARSE = TimerChunk.SIZE / 4;

    /** How many chunks are kept for later use: as many as the buckets of two levels need when each has a few timers. */
    private static final int SPARES = 512;

    private final @Nullable TimerChunk[] firsts;
    private final @Nullable TimerChunk[] lasts;

    /** A bit for each bucket that is not empty. */
    private final long[] filled;

    /** A bit for each word of {@link #filled} that is not 0. */
    private int groups;

    private @Nullable TimerChunk spare;
    private int spares;

    /** For 2,048 buckets at most. */
    TimerBuckets(int count) {
        firsts = new TimerChunk[count];
        lasts = new TimerChunk[count];
        filled = new long[count >> GROUP];
    }

    boolean isEmpty() {
        return groups == 0;
    }

    /** The number of the first bucket that is not empty. There must be one. */
    int firstNumber() {
        int group = Integer.numberOfTrailingZeros(groups);
        return (group << GROUP) + Long.numberOfTrailingZeros(filled[group]);
    }

    /** What is in a bucket that is not empty. */
    TimerChunk first(int bucket) {
        TimerChunk first = firsts[bucket];
        if (first == null) {
            throw new IllegalStateException("A bucket is empty that should not be: was its queue used by two threads?");
        }
        return first;
    }

    void append(int bucket, Timer timer) {
        TimerChunk last = lasts[bucket];
        if (last == null || last.end == TimerChunk.SIZE) {
            last = appendChunk(bucket, last);
        }
        last.append(timer);
    }

    private TimerChunk appendChunk(int bucket, @Nullable TimerChunk before) {
        TimerChunk chunk = spare;
        if (chunk == null) {
            chunk = new TimerChunk();
        } else {
            spare = chunk.next;
            spares--;
        }
        chunk.next = null;
        chunk.previous = before;
        chunk.bucket = bucket;
        if (before == null) {
            firsts[bucket] = chunk;
            filled[bucket >> GROUP] |= 1L << bucket;
            groups |= 1 << (bucket >> GROUP);
        } else {
            before.next = chunk;
        }
        lasts[bucket] = chunk;
        return chunk;
    }

    /** Takes a bucket's chunks out. Who does so gives each of them back, empty. */
    TimerChunk take(int bucket) {
        TimerChunk first = first(bucket);
        firsts[bucket] = null;
        lasts[bucket] = null;
        clear(bucket);
        return first;
    }

    private void clear(int bucket) {
        int group = bucket >> GROUP;
        filled[group] &= ~(1L << bucket);
        if (filled[group] == 0) {
            groups &= ~(1 << group);
        }
    }

    /** Keeps a chunk for later use. It must be empty, and in no bucket. */
    void giveBack(TimerChunk chunk) {
        chunk.end = 0;
        chunk.count = 0;
        chunk.previous = null;
        if (spares < SPARES) {
            chunk.next = spare;
            spare = chunk;
            spares++;
        } else {
            chunk.next = null;
        }
    }

    void remove(TimerChunk chunk, Timer timer) {
        chunk.remove(timer);
        if (chunk.count == 0) {
            unlink(chunk);
        } else if (chunk.count <= SPARSE) {
            thin(chunk);
        }
    }

    private void unlink(TimerChunk chunk) {
        TimerChunk before = chunk.previous;
        TimerChunk after = chunk.next;
        if (before == null) {
            firsts[chunk.bucket] = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            lasts[chunk.bucket] = before;
        } else {
            after.previous = before;
        }
        if (before == null && after == null) {
            clear(chunk.bucket);
        }
        giveBack(chunk);
    }

    /** Removals have left few timers in a chunk. What is moved here is less than what has been removed. */
    private void thin(TimerChunk chunk) {
        if (chunk.end > 2 * SPARSE) {
            chunk.compact();
        }
        TimerChunk before = chunk.previous;
        TimerChunk after = chunk.next;
        if (before != null && hasRoom(before, chunk)) {
            join(before, chunk);
        } else if (after != null && hasRoom(chunk, after)) {
            join(chunk, after);
        }
    }

    private static boolean hasRoom(TimerChunk first, TimerChunk second) {
        return second.count <= SPARSE && first.end + second.count <= TimerChunk.SIZE;
    }

    private void join(TimerChunk first, TimerChunk second) {
        for (int i = 0; i < second.end; i++) {
            Timer timer = second.timers[i];
            if (timer != null) {
                second.timers[i] = null;
                first.append(timer);
            }
        }
        unlink(second);
    }
}
