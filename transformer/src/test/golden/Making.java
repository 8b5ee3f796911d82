// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;

/** What is half made across an await is made after it. */
class Making {
    @Async
    static Coroutine<StringBuilder> make(Awaitable<String> text, String other) {
        return result(new StringBuilder(other == null ? await(text) : other));
    }
}
