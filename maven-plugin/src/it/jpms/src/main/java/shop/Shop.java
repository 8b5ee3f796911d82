// SPDX-License-Identifier: Apache-2.0
package shop;

import static dev.heddle.Coroutine.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.heddle.Async;
import java.util.concurrent.CompletableFuture;

public class Shop {
    @Async
    static CompletableFuture<String> order(CompletableFuture<String> item) {
        return completedFuture(await(item) + " in " + Shop.class.getModule());
    }

    public static void main(String[] args) {
        CompletableFuture<String> item = new CompletableFuture<>();
        CompletableFuture<String> order = order(item);
        item.complete("cloth");
        System.out.println(order.join());
    }
}
