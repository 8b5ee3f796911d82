// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;

/** Two awaits in a row; the first result is kept over the second. */
class Straight {
    @Async
    static Coroutine<Integer> sum(Awaitable<Integer> a, Awaitable<Integer> b) {
        int x = await(a);
        return result(x + await(b));
    }
}
