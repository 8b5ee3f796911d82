// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.heddle.Async;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClockTest {
    @Async
    static CompletableFuture<Integer> twoTicks(CompletableFuture<Integer> first, CompletableFuture<Integer> second) {
        int sum = await(Clock.tick(first));
        return completedFuture(sum + await(Clock.tick(second)));
    }

    @Test
    void testsMayAwaitToo() {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        CompletableFuture<Integer> second = new CompletableFuture<>();
        CompletableFuture<Integer> sum = twoTicks(first, second);
        first.complete(1);
        assertFalse(sum.isDone());
        second.complete(2);
        assertEquals(5, sum.join());
    }
}
