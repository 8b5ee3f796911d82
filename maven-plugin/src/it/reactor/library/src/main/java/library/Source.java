// SPDX-License-Identifier: Apache-2.0
package library;

import static dev.heddle.Coroutine.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.heddle.Async;
import java.util.concurrent.CompletableFuture;

public class Source {
    public sealed interface Item permits Word, Number {}

    public record Word(String text) implements Item {}

    public record Number(int value) implements Item {}

    @Async
    public CompletableFuture<Item> next(CompletableFuture<? extends Item> item) {
        return completedFuture(await(item));
    }
}
