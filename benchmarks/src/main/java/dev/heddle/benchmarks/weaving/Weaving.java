// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

import dev.heddle.benchmarks.Figures;
import dev.heddle.benchmarks.Scenario;
import dev.heddle.benchmarks.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@link WeavingCost} tells, for the report: the first time that a module is woven, when all has warmed up, and how much eight methods grow, in files and in the JVM. */
public final class Weaving implements Scenario {

    /** Makes one. */
    public Weaving() {}

    @Override
    public void run(Variant variant, boolean once, Figures figures) throws IOException {
        Path folder = Files.createTempDirectory("heddle-weaving");
        try {
            if (variant == Variant.HEDDLE) {
                tellTimes(folder, once, figures);
            }
            figures.less("growth of eight methods", "%", growth(variant, folder).percent());
            if (variant == Variant.HEDDLE || variant == Variant.EA_ASYNC) {
                Dialect dialect = variant == Variant.HEDDLE ? Dialect.COROUTINE : Dialect.EA_ASYNC;
                figures.less(
                        "memory for the classes of eight methods that ran", "KB", LoadedSize.of(dialect, folder) / 1e3);
            }
        } finally {
            WeavingCost.delete(folder);
        }
    }

    /** Kotlin's and tascalate's weavers only run in a build, so what they gave there is measured: beside the same methods in the same language, without coroutines. */
    private static Sizes growth(Variant variant, Path folder) throws IOException {
        return switch (variant) {
            case KOTLIN -> CompiledClasses.sizes("KotlinBlocking", "KotlinSuspending");
            case TASCALATE -> CompiledClasses.sizes("TascalatePlain", "TascalateGrown");
            case EA_ASYNC -> Sizes.of(Dialect.EA_ASYNC, GrowthSources.cases(Dialect.EA_ASYNC), folder);
            default -> Sizes.of(Dialect.COROUTINE, GrowthSources.cases(Dialect.COROUTINE), folder);
        };
    }

    private static void tellTimes(Path folder, boolean once, Figures figures) throws IOException {
        int coroutines = once ? 8 : 200;
        List<Path> sources = ModuleSources.write(folder.resolve("sources"), once ? 20 : 1_000, coroutines);
        figures.less(
                "cold weaving",
                "% of javac",
                100 * WeavingCost.round(folder, sources, coroutines).share());
        WeavingCost.Times[] warm = new WeavingCost.Times[once ? 1 : 3];
        for (int i = 0; i < warm.length; i++) {
            // The first of each pair still warms up.
            WeavingCost.round(folder, sources, coroutines);
            warm[i] = WeavingCost.round(folder, sources, coroutines);
        }
        figures.less(
                "warm weaving",
                "% of javac",
                100 * WeavingCost.Times.median(warm).share());
    }
}
