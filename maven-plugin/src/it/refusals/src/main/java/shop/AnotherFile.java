// SPDX-License-Identifier: Apache-2.0
package shop;

import static dev.heddle.Coroutine.await;

import java.util.concurrent.CompletableFuture;

class AnotherFile {
    static int sum(CompletableFuture<Integer> one, CompletableFuture<Integer> two) {
        int a = await(one), b = await(two);
        //      ^ HED001
        //                      ^ HED001
        return a + b;
    }
}
