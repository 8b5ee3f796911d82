// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

import dev.heddle.benchmarks.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How much larger class files become, in the three forms that one can compare: our coroutines, our futures, and ea-async's futures, from the same sources. An await and a method are measured by the
 * difference that fifty more of them make.
 */
final class CodeGrowth {

    private static final int FEW = 10;
    private static final int MANY = 60;

    private CodeGrowth() {}

    static void print(Path folder) throws IOException {
        System.out.println("bytes of class files, frames included, before and after:");
        for (Dialect dialect : Dialect.values()) {
            double[] await = slope(dialect, folder, 1);
            double[] method = slope(dialect, folder, 2);
            Sizes cases = Sizes.of(dialect, GrowthSources.cases(dialect), folder);
            System.out.printf(
                    Locale.ROOT,
                    "  %-22s an await %3.0f -> %3.0f; a method with one await %4.0f -> %5.0f; eight methods as they may be %,6d -> %,7d (+%.0f %%)%n",
                    dialect.title,
                    await[0],
                    await[1],
                    method[0],
                    method[1],
                    cases.before(),
                    cases.after(),
                    cases.percent());
        }
        print("Kotlin", CompiledClasses.sizes("KotlinBlocking", "KotlinSuspending"));
        if (Variant.TASCALATE.isPossible()) {
            print("tascalate-async", CompiledClasses.sizes("TascalatePlain", "TascalateGrown"));
        }
    }

    private static void print(String title, Sizes sizes) {
        System.out.printf(
                Locale.ROOT,
                "  %-22s eight methods as they may be %,6d -> %,7d (+%.0f %%), beside the same without coroutines%n",
                title,
                sizes.before(),
                sizes.after(),
                sizes.percent());
    }

    /** What one more costs, before and after. */
    private static double[] slope(Dialect dialect, Path folder, int what) throws IOException {
        Sizes few = Sizes.of(
                dialect, what == 1 ? GrowthSources.awaits(dialect, FEW) : GrowthSources.methods(dialect, FEW), folder);
        Sizes many = Sizes.of(
                dialect,
                what == 1 ? GrowthSources.awaits(dialect, MANY) : GrowthSources.methods(dialect, MANY),
                folder);
        double more = MANY - FEW;
        return new double[] {(many.before() - few.before()) / more, (many.after() - few.after()) / more};
    }
}
