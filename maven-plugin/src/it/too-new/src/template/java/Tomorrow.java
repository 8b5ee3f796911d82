// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import java.util.concurrent.CompletableFuture;

class Tomorrow {
    @Async
    static Coroutine<String> same(CompletableFuture<String> name) {
        return result(await(name));
    }
}
