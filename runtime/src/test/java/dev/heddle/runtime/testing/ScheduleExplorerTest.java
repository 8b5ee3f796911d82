// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.testing;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.gather;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.Script;
import dev.heddle.runtime.sync.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScheduleExplorerTest {

    @AfterEach
    void clear() {
        System.clearProperty(ScheduleExplorer.SEED_PROPERTY);
    }

    /** Two who set a flag and one who relies on being the last: right first come, first served, and wrong in some other orders. */
    private static Script hasty() {
        int[] written = new int[1];
        return script().then(v -> gather(
                        script().await(yieldNow()).run(() -> written[0] = 1),
                        script().await(yieldNow()).await(yieldNow()).run(() -> written[0] = 2)))
                .run(() -> assertEquals(2, written[0]));
    }

    @Test
    void findsWhatOnlyOtherOrdersBringToLightAndNamesTheSeed() {
        VirtualTime.run(hasty());
        Throwable e = assertThrows(
                AssertionError.class, () -> ScheduleExplorer.seeds(1_000).run(ScheduleExplorerTest::hasty));
        Matcher seed = Pattern.compile("under seed (\\d+): .*").matcher(e.getMessage());
        assertTrue(seed.find(), e.getMessage());
        assertTrue(e.getMessage().contains("-Dheddle.seed=" + seed.group(1)), e.getMessage());

        long number = Long.parseLong(seed.group(1));
        assertThrows(AssertionError.class, () -> ScheduleExplorer.seed(number).run(ScheduleExplorerTest::hasty));
        System.setProperty(ScheduleExplorer.SEED_PROPERTY, seed.group(1));
        assertEquals(
                List.of(number), ScheduleExplorer.seeds(1_000).seeds().boxed().toList());
    }

    @Test
    void whatIsLockedHoldsUnderEverySeed() {
        ScheduleExplorer.seeds(200).run(() -> {
            Lock lock = new Lock();
            int[] sum = new int[1];
            List<Script> adders = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                adders.add(script().await(lock.lock()).then(held -> {
                    int before = sum[0];
                    return script().await(yieldNow())
                            .run(() -> sum[0] = before + 1)
                            .run(((Lock.Held) held)::close);
                }));
            }
            return script().await(gather(adders)).run(() -> assertEquals(5, sum[0]));
        });
    }

    @Test
    void aSeedGivesTheSameRandomNumbersEachTime() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ScheduleExplorer.seed(7).run(random -> script().run(() -> numbers.add(random.nextInt())));
        }
        assertEquals(numbers.get(0), numbers.get(1));
    }

    @Test
    void anExplorerOfNoSeedsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ScheduleExplorer.seeds(0));
    }
}
