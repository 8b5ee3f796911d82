// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop with many tasks ready reads ahead what their steps will need. */
@Timeout(30)
class LookingAheadTest {

    private final List<Integer> steps = new ArrayList<>();
    private final List<Integer> touched = new ArrayList<>();

    /** Tells when it runs, and when it is looked at. */
    private final class Numbered extends Frame<@Nullable Void> {

        private final int number;

        Numbered(int number) {
            this.number = number;
        }

        @Override
        protected int touch() {
            touched.add(number);
            assertEquals(
                    List.of(), steps.stream().filter(step -> step >= number).toList(), "run already");
            return super.touch();
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) {
            state = RUNNING;
            steps.add(number);
            return null;
        }
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private void run(int count) throws Exception {
        var unused = EventLoop.run(
                () -> Tasks.gather(numbers(count).stream().map(Numbered::new).toList()));
    }

    @Test
    void ofManyReadyTasksMostAreLookedAtOnceBeforeTheyRunAndAllRunInTheirOrder() throws Exception {
        run(200);

        assertEquals(numbers(200), steps);
        int first = touched.get(0);
        assertEquals(0, first, 15, "what was made ready meanwhile comes after the look");
        assertEquals(numbers(first + touched.size()).subList(first, first + touched.size()), touched);
        assertEquals(200 - 64, touched.size(), 16, "all but the last, which are few");
    }

    @Test
    void fewReadyTasksAreNotLookedAt() throws Exception {
        run(60);

        assertEquals(numbers(60), steps);
        assertEquals(List.of(), touched);
    }
}
