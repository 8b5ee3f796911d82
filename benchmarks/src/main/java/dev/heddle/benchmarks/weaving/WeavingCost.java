// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

import dev.heddle.transformer.batch.BatchRequest;
import dev.heddle.transformer.batch.BatchResult;
import dev.heddle.transformer.batch.BatchTransformer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processor time that weaving a module takes, beside the time that javac took for it in the same process: the first time, when nothing has been compiled by the JIT, as in most builds; and when all has
 * warmed up, as in an IDE or a build daemon. Then how the time grows with the
 * number of awaits in a method, and how code grows.
 */
public final class WeavingCost {

    private static final int CLASSES = 1_000;
    private static final int COROUTINES = 200;
    private static final int ROUNDS = 6;

    /** What weaving may take of javac's time. */
    private static final double BOUND = 0.15;

    private WeavingCost() {}

    /**
     * Runs.
     *
     * @param args how many classes, how many coroutines in all, and how many rounds; 1000, 200 and 6 if there are none
     */
    public static void main(String[] args) throws IOException {
        int classes = args.length > 0 ? Integer.parseInt(args[0]) : CLASSES;
        int coroutines = args.length > 1 ? Integer.parseInt(args[1]) : COROUTINES;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : ROUNDS;
        Path folder = Files.createTempDirectory("heddle-weaving");
        try {
            List<Path> sources = ModuleSources.write(folder.resolve("sources"), classes, coroutines);
            System.out.printf(Locale.ROOT, "%,d source files, %,d coroutines:%n", classes, coroutines);
            Times[] times = new Times[rounds];
            for (int i = 0; i < rounds; i++) {
                times[i] = round(folder, sources, coroutines);
                if (i == 0) {
                    times[i].print("cold");
                }
            }
            Times.median(Arrays.copyOfRange(times, rounds / 2, rounds)).print("warm");
            LongMethods.print(folder);
            CodeGrowth.print(folder);
        } finally {
            delete(folder);
        }
    }

    record Times(double javac, double weaving) {

        /** What weaving takes of the time of javac. */
        double share() {
            return weaving / javac;
        }

        void print(String when) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: javac %.0f ms, weaving %.0f ms, %.1f %% of javac's time (%s %.0f %%)%n",
                    when,
                    javac,
                    weaving,
                    100 * share(),
                    share() <= BOUND ? "within" : "EXCEEDS",
                    100 * BOUND);
        }

        /** The round whose share is in the middle. */
        static Times median(Times[] all) {
            Times[] sorted = all.clone();
            Arrays.sort(sorted, Comparator.comparingDouble(Times::share));
            return sorted[sorted.length / 2];
        }
    }

    static Times round(Path folder, List<Path> sources, int coroutines) throws IOException {
        Path classes = folder.resolve("classes");
        delete(classes);
        long start = processorTime();
        SourceCompiler.compile(sources, classes, 17);
        long compiled = processorTime();
        // As the Maven plugin asks for it.
        BatchResult result = new BatchTransformer()
                .transform(new BatchRequest(
                        classes,
                        classes,
                        SourceCompiler.classpath(),
                        List.of(folder.resolve("sources")),
                        true,
                        List.of(),
                        List.of(),
                        Optional.of(folder.resolve("originals"))));
        long woven = processorTime();
        if (result.coroutines() != coroutines || result.hasErrors()) {
            throw new IllegalStateException(result.coroutines() + " coroutines woven: " + result.diagnostics());
        }
        return new Times((compiled - start) / 1e6, (woven - compiled) / 1e6);
    }

    /** Nanoseconds that this thread has had a processor, as machines are seldom quiet; javac and we use one thread. */
    static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> files = Files.walk(folder)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path each : all) {
                Files.delete(each);
            }
        }
    }
}
