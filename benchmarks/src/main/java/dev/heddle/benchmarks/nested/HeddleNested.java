// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.nested;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.yieldNow;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;

/** As users write it. */
final class HeddleNested {

    private HeddleNested() {}

    static int down(int depth, boolean suspending) {
        return EventLoop.run(suspending ? downAndYield(depth) : down(depth));
    }

    @Async
    private static Coroutine<Integer> down(int n) {
        return n == 0 ? result(0) : result(await(down(n - 1)) + 1);
    }

    @Async
    private static Coroutine<Integer> downAndYield(int n) {
        if (n == 0) {
            await(yieldNow());
            return result(0);
        }
        return result(await(downAndYield(n - 1)) + 1);
    }
}
