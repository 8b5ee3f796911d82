// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerBucketsTest {

    private static final int BUCKET = 300;

    private static final class Idle extends Timer {

        Idle() {
            super(0);
        }

        @Override
        protected boolean arm(Strand<?> strand) {
            return true;
        }

        @Override
        protected void disarm(Strand<?> strand) {}

        @Override
        protected void fire() {}
    }

    private final TimerBuckets buckets = new TimerBuckets(2_048);

    private List<Timer> filled(int count) {
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Timer timer = new Idle();
            buckets.append(BUCKET, timer);
            timers.add(timer);
        }
        return timers;
    }

    private void remove(Timer timer) {
        TimerChunk chunk = timer.chunk;
        assertTrue(chunk != null);
        buckets.remove(chunk, timer);
    }

    /** What is in the bucket, in its order; looks at the links and the counts on the way. */
    private List<Timer> content(List<TimerChunk> chunks) {
        List<Timer> timers = new ArrayList<>();
        TimerChunk before = null;
        for (TimerChunk chunk = buckets.first(BUCKET); chunk != null; chunk = chunk.next) {
            assertSame(before, chunk.previous);
            int count = 0;
            for (int i = 0; i < TimerChunk.SIZE; i++) {
                Timer timer = chunk.timers[i];
                if (timer != null) {
                    assertSame(chunk, timer.chunk);
                    assertEquals(i, timer.place);
                    timers.add(timer);
                    count++;
                }
            }
            assertEquals(count, chunk.count);
            chunks.add(chunk);
            before = chunk;
        }
        return timers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"oldest first", "newest first", "at random"})
    void fewThatAreLeftOfManyTakeLittleRoomAndKeepTheirOrder(String order) {
        List<Timer> timers = filled(10_000);
        List<Timer> left = new ArrayList<>();
        List<Timer> gone = new ArrayList<>();
        for (int i = 0; i < timers.size(); i++) {
            (i % TimerChunk.SIZE == 5 ? left : gone).add(timers.get(i));
        }
        switch (order) {
            case "newest first" -> Collections.reverse(gone);
            case "at random" -> Collections.shuffle(gone, new Random(1));
            default -> {}
        }
        gone.forEach(this::remove);
        List<TimerChunk> chunks = new ArrayList<>();
        assertEquals(left, content(chunks));
        for (int i = 1; i < chunks.size(); i++) {
            int both = chunks.get(i - 1).count + chunks.get(i).count;
            assertTrue(both > TimerChunk.SIZE / 4, () -> "two neighbours with " + both);
        }
        left.forEach(this::remove);
        assertTrue(buckets.isEmpty());
    }

    @Test
    void whatComesAndGoesKeepsItsOrder() {
        Random random = new Random(2);
        List<Timer> oracle = filled(1);
        for (int step = 0; step < 20_000; step++) {
            // Rising and falling, so that chunks are filled, thinned out and joined.
            if (oracle.size() == 1 || random.nextInt(100) < (step / 1_000 % 2 == 0 ? 70 : 30)) {
                oracle.addAll(filled(1));
            } else {
                remove(oracle.remove(random.nextInt(oracle.size())));
            }
            if (step % 100 == 0) {
                assertEquals(oracle, content(new ArrayList<>()));
            }
        }
    }

    @Test
    void aTimerThatIsSetAndStoppedUsesTheSameChunkEachTime() {
        Timer kept = filled(1).get(0);
        TimerChunk chunk = kept.chunk;
        for (int i = 0; i < 1_000; i++) {
            Timer timer = filled(1).get(0);
            assertSame(chunk, timer.chunk);
            remove(timer);
        }
        remove(kept);
        assertTrue(buckets.isEmpty());
        assertSame(chunk, filled(1).get(0).chunk);
    }

    @Test
    void chunksThatAreTakenAreUsedAgain() {
        filled(2 * TimerChunk.SIZE);
        TimerChunk first = buckets.take(BUCKET);
        TimerChunk second = first.next;
        assertTrue(buckets.isEmpty());
        assertTrue(second != null);
        assertNull(second.next);
        for (TimerChunk chunk : List.of(first, second)) {
            Arrays.fill(chunk.timers, null);
            buckets.giveBack(chunk);
        }
        List<Timer> timers = filled(TimerChunk.SIZE + 1);
        assertSame(second, timers.get(0).chunk);
        assertSame(first, timers.get(TimerChunk.SIZE).chunk);
    }
}
