// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sizes of a source's class files in bytes, all together.
 *
 * @param before as javac writes them
 * @param after woven
 */
record Sizes(long before, long after) {

    double percent() {
        return 100.0 * (after - before) / before;
    }

    /** Compiles for Java 8, which is the newest that ea-async takes. */
    static Sizes of(Dialect dialect, String source, Path folder) throws IOException {
        Path base = Files.createTempDirectory(folder, "growth");
        Path file = Files.writeString(base.resolve("Growing.java"), source);
        Path classes = base.resolve("classes");
        SourceCompiler.compile(List.of(file), classes, 8);
        long before = size(classes);
        Path woven = base.resolve("woven");
        dialect.weave(classes, woven);
        long after = size(woven);
        if (after == before) {
            throw new IllegalStateException(dialect.title + " has not woven anything");
        }
        return new Sizes(before, after);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
