// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

    static Sizes of(Dialect dialect, String source, Path folder) throws IOException {
        WovenSources woven = WovenSources.of(dialect, Map.of("Growing", source), folder);
        Sizes sizes = new Sizes(size(woven.classes()), size(woven.woven()));
        if (sizes.after == sizes.before) {
            throw new IllegalStateException(dialect.title + " has not woven anything");
        }
        return sizes;
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
