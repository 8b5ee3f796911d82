// SPDX-License-Identifier: Apache-2.0
package program;

import static dev.heddle.Coroutine.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.heddle.Async;
import java.util.concurrent.CompletableFuture;
import library.Source;
import library.Source.Item;
import library.Source.Number;
import library.Source.Word;

class Program extends Source {
    @Async
    CompletableFuture<String> both(CompletableFuture<Word> word, CompletableFuture<Number> number) {
        Item first = args(await(next(word)));
        // Two classes of the other module meet in one variable across an await.
        Item later = first == null ? new Word("none") : new Number(2);
        Item second = await(next(number));
        return completedFuture(first + " " + later + " " + second);
    }

    private static Item args(Item item) {
        return item;
    }

    public static void main(String[] args) {
        CompletableFuture<Word> word = new CompletableFuture<>();
        CompletableFuture<Number> number = new CompletableFuture<>();
        CompletableFuture<String> both = new Program().both(word, number);
        word.complete(new Word("w"));
        number.complete(new Number(3));
        System.out.println(both.join());
    }
}
