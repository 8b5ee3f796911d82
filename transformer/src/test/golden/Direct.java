// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;

/** A call that is bound statically goes to the body; one in tail position needs no state. */
class Direct {
    @Async
    private static Coroutine<Integer> depth(int n) {
        return n == 0 ? end() : result(1 + await(depth(n - 1)));
    }

    @Async
    static Coroutine<Integer> end() {
        return result(0);
    }
}
