// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packages are the way the bytes go. */
class LayersTest {

    private static final String ROOT = LayersTest.class.getPackageName();

    /** Each knows nothing of those behind it. */
    private static final List<String> PIPELINE =
            List.of("read", "analyse", "rules", "plan", "spill", "emit", "verify", "write");

    /** What all may use. */
    private static final List<String> FOUNDATION = List.of("symbol", "diagnostic", "hierarchy");

    /** From the lower to the upper; the root package, with Transformer, stands between the pipeline and these. */
    private static final List<String> ABOVE = List.of("source", "batch", "inspect", "agent", "cli");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(ROOT);

    @Test
    void the_pipeline_goes_one_way() {
        for (int i = 0; i < PIPELINE.size(); i++) {
            knowsNothingOf(PIPELINE.get(i), PIPELINE.subList(i + 1, PIPELINE.size()));
            knowsNothingOf(PIPELINE.get(i), ABOVE);
        }
    }

    @Test
    void the_foundation_knows_nothing_of_what_stands_on_it() {
        for (String part : FOUNDATION) {
            knowsNothingOf(part, PIPELINE);
            knowsNothingOf(part, ABOVE);
        }
    }

    @Test
    void what_stands_on_the_pipeline_goes_one_way_too() {
        for (int i = 0; i < ABOVE.size(); i++) {
            knowsNothingOf(ABOVE.get(i), ABOVE.subList(i + 1, ABOVE.size()));
        }
        knowsNothingOf("source", PIPELINE);
    }

    @Test
    void the_door_is_known_only_to_what_stands_on_it() {
        List<String> below = new ArrayList<>(PIPELINE);
        below.addAll(FOUNDATION);
        for (String part : below) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + part + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ABOVE.stream().map(part -> ROOT + "." + part + "..").toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void there_are_no_cycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void only_source_knows_javaparser() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".source..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.javaparser..")
                .check(CLASSES);
    }

    @Test
    void the_transformer_knows_the_runtime_by_name_only() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.heddle", "dev.heddle.internal..", "dev.heddle.runtime..")
                .check(CLASSES);
    }

    private static void knowsNothingOf(String part, List<String> others) {
        String[] packages =
                others.stream().map(other -> ROOT + "." + other + "..").toArray(String[]::new);
        if (packages.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + part + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }
}
