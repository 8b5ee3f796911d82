// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;

/** An await in a loop is entered by the header; the budget is counted. */
class Looping {
    @Async
    Coroutine<Long> sum(Awaitable<Integer> a, int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += await(a);
        }
        return result(sum);
    }
}
