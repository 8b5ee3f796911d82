// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The time to weave one method, by the number of its awaits. Four times as many should take not much more than four times as long. */
final class LongMethods {

    private static final List<Integer> COUNTS = List.of(40, 160, 640);
    private static final int ROUNDS = 12;

    private LongMethods() {}

    static void print(Path folder) throws IOException {
        print(folder, "awaits one after the other", count -> GrowthSources.awaits(Dialect.COROUTINE, count));
        print(folder, "awaits in half as many try blocks", count -> GrowthSources.tries(count / 2));
    }

    @FunctionalInterface
    private interface Source {
        String of(int awaits);
    }

    private static void print(Path folder, String what, Source source) throws IOException {
        StringBuilder text = new StringBuilder("a method of so many " + what + ":");
        for (int count : COUNTS) {
            Path base = Files.createTempDirectory(folder, "long");
            Path file = Files.writeString(base.resolve("Growing.java"), source.of(count));
            Path classes = base.resolve("classes");
            SourceCompiler.compile(List.of(file), classes, 17);
            double best = Double.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                long start = WeavingCost.processorTime();
                Dialect.COROUTINE.weave(classes, base.resolve("woven" + i));
                best = Math.min(best, (WeavingCost.processorTime() - start) / 1e6);
            }
            text.append(String.format(Locale.ROOT, " %d in %.1f ms;", count, best));
        }
        System.out.println(text);
    }
}
