// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import dev.heddle.Coroutine;
import dev.heddle.conformance.Expect;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** Runs a case in all modes, with each of its awaits made to fail in turn, and cancelled in each of them, and holds it against its expectation and its twin. */
public final class CaseCheck {

    /** A loop may await often; beyond these, more of the same. */
    private static final int MOST_FAILING = 40;

    /** Threads cost more. */
    private static final int MOST_FAILING_ON_THREADS = 6;

    private static long runs;

    private CaseCheck() {}

    /** How many runs there have been. */
    public static long runs() {
        return runs;
    }

    public static void check(Method twin, Method woven) {
        Outcome expected = CaseRunner.twin(twin, -1);
        Expect expect = twin.getAnnotation(Expect.class);
        if (expect != null) {
            same("the twin, against the case's own expectation", expect.value(), expected.result());
            if (!expect.trace().isEmpty()) {
                same("the twin's trace", expect.trace(), String.join(" ", expected.trace()));
            }
        }
        compareAll(twin, woven);
    }

    /** Compares a case with its twin alone. */
    public static void compareAll(Method twin, Method woven) {
        Outcome expected = CaseRunner.twin(twin, -1);
        List<String> wrong = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            compare(mode, -1, expected, woven, wrong);
        }
        for (int failing = 0; failing < Math.min(expected.awaits(), MOST_FAILING); failing++) {
            Outcome failed = CaseRunner.twin(twin, failing);
            compare(Mode.READY, failing, failed, woven, wrong);
            compare(Mode.LOOP, failing, failed, woven, wrong);
            if (failing < MOST_FAILING_ON_THREADS) {
                compare(Mode.THREAD, failing, failed, woven, wrong);
            }
        }
        if (Coroutine.class.isAssignableFrom(woven.getReturnType())) {
            for (int await = 0; await < Math.min(expected.awaits(), MOST_FAILING); await++) {
                compareCancelled(Mode.LOOP, await, twin, woven, wrong);
                compareCancelled(await % 2 == 0 ? Mode.ODD : Mode.EVEN, await, twin, woven, wrong);
                if (await < MOST_FAILING_ON_THREADS) {
                    compareCancelled(Mode.THREAD, await, twin, woven, wrong);
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError(woven.getDeclaringClass().getSimpleName() + "." + woven.getName()
                    + String.join("", wrong.subList(0, Math.min(3, wrong.size()))));
        }
    }

    private static void compare(Mode mode, int failing, Outcome expected, Method woven, List<String> wrong) {
        String where = mode + (failing < 0 ? "" : ", await " + failing + " fails");
        compare(where, expected, CaseRunner.woven(woven, mode, failing), wrong);
    }

    private static void compareCancelled(Mode mode, int await, Method twin, Method woven, List<String> wrong) {
        Outcome expected = CaseRunner.twinCancelled(twin, mode, await);
        if (expected != null) {
            String where = mode + ", cancelled in await " + await;
            compare(where, expected, CaseRunner.cancelled(woven, mode, await), wrong);
        }
    }

    private static void compare(String where, Outcome expected, Outcome actual, List<String> wrong) {
        runs++;
        if (!actual.equals(expected)) {
            wrong.add("\n  " + where + "\n    expected " + expected + "\n    but was  " + actual);
        }
    }

    private static void same(String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(what + ": expected " + expected + " but was " + actual);
        }
    }
}
