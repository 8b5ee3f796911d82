// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

/** As what a case's source is compiled. The words are exchanged in its text, so one source says it for all. */
public enum Flavour {
    /** As it stands: cold coroutines. */
    COROUTINE,
    /** With {@code CompletableFuture} in place of {@code Coroutine}, and as what is awaited. */
    FUTURE,
    /** With {@code CompletionStage} as the return type. */
    STAGE,
    /** With words that return the value at once, and never woven: the oracle. */
    TWIN;

    public boolean isHot() {
        return this == FUTURE || this == STAGE;
    }

    public String translate(String source) {
        return switch (this) {
            case COROUTINE -> source;
            case FUTURE -> hot(source, "CompletableFuture", "completedFuture");
            case STAGE -> hot(source, "CompletionStage", "completedStage");
            case TWIN ->
                source.replace(
                                "import static dev.heddle.Coroutine.",
                                "import static dev.heddle.conformance.twin.Coroutine.")
                        .replace(
                                "import static dev.heddle.conformance.Env.",
                                "import static dev.heddle.conformance.twin.Env.")
                        .replace("import dev.heddle.*;", "import dev.heddle.conformance.twin.*;");
        };
    }

    private static String hot(String source, String type, String result) {
        return source.replace(
                        "import static dev.heddle.Coroutine.*;",
                        "import static dev.heddle.Coroutine.await; import static java.util.concurrent.CompletableFuture.*; import java.util.concurrent.CompletableFuture; import java.util.concurrent.CompletionStage;")
                .replace("import static dev.heddle.conformance.Env.", "import static dev.heddle.conformance.StageEnv.")
                .replaceAll("\\bCoroutine<", type + "<")
                .replaceAll("\\bAwaitable<", "CompletableFuture<")
                .replaceAll("(?<![.\\w])result\\(", result + "(")
                .replaceAll("(?<![.\\w])done\\(\\)", result + "(null)");
    }
}
