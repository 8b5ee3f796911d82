// SPDX-License-Identifier: Apache-2.0
import module java.base;

import dev.heddle.Async;
import java.util.concurrent.CompletableFuture;

import static dev.heddle.Coroutine.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

class Modern {
    sealed interface Shape permits Circle, Square {}

    record Circle(int radius) implements Shape {}

    record Square(int side) implements Shape {}

    /** Statements before the call of the superclass's constructor: Java 25. */
    static class Named extends Modern {
        final String name;

        Named(String name) {
            var trimmed = name.strip();
            super();
            this.name = trimmed;
        }
    }

    @Async
    static CompletableFuture<String> describe(CompletableFuture<Shape> shape) {
        String text = switch (await(shape)) {
            case Circle(var radius) when radius > 9 -> "big circle";
            case Circle(_) -> await(completedFuture("circle"));
            case Square(var side) -> "square of " + side;
        };
        return completedFuture(new Named(" a ").name + " " + text);
    }

    public static void main(String[] args) {
        for (Shape shape : List.of(new Circle(1), new Circle(10), new Square(2))) {
            CompletableFuture<Shape> given = new CompletableFuture<>();
            CompletableFuture<String> text = describe(given);
            given.complete(shape);
            System.out.println(text.join());
        }
    }
}
