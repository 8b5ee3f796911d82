// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

import com.ea.async.instrumentation.Transformer;
import dev.heddle.transformer.batch.BatchRequest;
import dev.heddle.transformer.batch.BatchResult;
import dev.heddle.transformer.batch.BatchTransformer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Ways to write the same coroutines, and what weaves them. */
enum Dialect {
    COROUTINE(
            "Heddle, Coroutine",
            "import static dev.heddle.Coroutine.*; import dev.heddle.*;",
            "@Async",
            "Coroutine",
            "result"),
    FUTURE(
            "Heddle, futures",
            "import static dev.heddle.Coroutine.await; import static java.util.concurrent.CompletableFuture.*; import dev.heddle.*;",
            "@Async",
            "CompletableFuture",
            "completedFuture"),
    EA_ASYNC(
            "ea-async 1.2.3",
            "import static com.ea.async.Async.await; import static java.util.concurrent.CompletableFuture.*;",
            "",
            "CompletableFuture",
            "completedFuture");

    final String title;
    private final String imports;
    private final String annotation;
    private final String type;
    private final String result;

    Dialect(String title, String imports, String annotation, String type, String result) {
        this.title = title;
        this.imports = imports;
        this.annotation = annotation;
        this.type = type;
        this.result = result;
    }

    /** Puts the words in that a source has in capitals. */
    String source(String text) {
        return text.replace("IMPORTS", imports)
                .replace("ASYNC", annotation)
                .replace("PROMISE", type)
                .replace("RESULT", result);
    }

    /** Weaves a folder of classes into another. */
    void weave(Path classes, Path woven) throws IOException {
        if (this == EA_ASYNC) {
            weaveWithEaAsync(classes, woven);
            return;
        }
        BatchResult result = new BatchTransformer()
                .transform(new BatchRequest(
                        classes,
                        woven,
                        SourceCompiler.classpath(),
                        List.of(),
                        true,
                        List.of(),
                        List.of(),
                        Optional.empty()));
        if (result.hasErrors() || result.classes() == 0) {
            throw new IllegalStateException(result.toString());
        }
    }

    private static void weaveWithEaAsync(Path classes, Path woven) throws IOException {
        Files.createDirectories(woven);
        List<Path> files;
        try (Stream<Path> all = Files.list(classes)) {
            files = all.toList();
        }
        for (Path file : files) {
            byte[] before = Files.readAllBytes(file);
            byte[] after =
                    new Transformer().instrument(Dialect.class.getClassLoader(), new ByteArrayInputStream(before));
            Files.write(woven.resolve(file.getFileName()), after == null ? before : after);
        }
    }
}
