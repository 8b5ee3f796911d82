// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.AsyncCallable;
import dev.heddle.Coroutine;
import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that begin with each of the conditions of {@link LoopConditionsTest} let others go on, and call themselves as deep as one likes. */
@Timeout(
        value = 180,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // who is led out of a loop may go round it for ever
class LoopProgressTest {

    private static final int MOST_ROUNDS = 100_000;

    /** Far more than a thread's stack has room for. */
    private static final int DEPTH = 50_000;

    private static Class<?> woven(String members) {
        String source = """
                import static dev.heddle.Coroutine.*;
                import static dev.heddle.runtime.Tasks.*;
                import dev.heddle.*;
                import dev.heddle.runtime.*;
                import java.util.*;
                public class Loops {
                    public static boolean stopped;
                """ + members + "}";
        Map<String, byte[]> classes = CaseCompiler.compile(Map.of("Loops", source), "-g");
        return new CaseLoader(CaseWeaver.weave(classes)).initialised("Loops");
    }

    /** Awaits what is ready, for ever. */
    private static String restless(int number, String declarations, String condition, String step, String traces) {
        return """
                @Async public static Coroutine<Integer> c%d() {
                    int rounds = 0;
                    while (true) {
                        int k = 0;
                        %s
                        while (%s) {
                            k++;
                            if (stopped || ++rounds == %d) return result(rounds);
                            await(Promise.completed(k));
                            %s;
                        }
                    }
                }
                """.formatted(number, declarations, condition, MOST_ROUNDS, step);
    }

    @Test
    void aLoopYieldsWhateverItBeginsWith() throws Exception {
        Class<?> loops = woven(LoopConditionsTest.members(LoopProgressTest::restless));
        for (int i = 0; i < LoopConditionsTest.CONDITIONS.size(); i++) {
            Method loop = loops.getMethod("c" + i);
            loops.getField("stopped").setBoolean(null, false);
            AsyncCallable<Integer> both = () -> {
                Task<?> looping = Tasks.spawn((Coroutine<?>) loop.invoke(null));
                Tasks.spawn(() -> {
                    loops.getField("stopped").setBoolean(null, true);
                    return Coroutine.done();
                });
                return Coroutine.result((Integer) Coroutine.await(looping));
            };
            int rounds = EventLoop.run(Tasks.defer(both));
            assertTrue(
                    rounds > 1 && rounds < MOST_ROUNDS,
                    LoopConditionsTest.CONDITIONS.get(i) + ": " + rounds + " rounds until it was told to stop");
        }
    }

    /** Calls itself in its first round, and goes on with the others when that has ended. */
    private static String deep(int number, String declarations, String condition, String step, String traces) {
        return """
                @Async public static Coroutine<Integer> c%1$d(int depth, boolean waits) {
                    if (depth == 0) {
                        if (waits) await(yieldNow());
                        return result(0);
                    }
                    int k = 0, below = 0;
                    %2$s
                    while (%3$s) {
                        k++;
                        if (k == 1) below += 1 + await(c%1$d(depth - 1, waits));
                        %4$s;
                    }
                    return result(k > 1 ? below : -1);
                }
                """.formatted(number, declarations, condition, step);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLoopCallsItselfAsDeepAsOneLikesWhateverItBeginsWith(boolean waits) throws Exception {
        Class<?> loops = woven(LoopConditionsTest.members(LoopProgressTest::deep));
        for (int i = 0; i < LoopConditionsTest.CONDITIONS.size(); i++) {
            Object coroutine =
                    loops.getMethod("c" + i, int.class, boolean.class).invoke(null, DEPTH, waits);
            assertEquals(DEPTH, EventLoop.run((Coroutine<?>) coroutine), LoopConditionsTest.CONDITIONS.get(i));
        }
    }
}
