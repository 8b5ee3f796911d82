// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class LayersTest {

    private static final String ROOT = "dev.heddle.runtime";

    // Not the predefined option: it knows no target directory but Maven's default, and there is another for a second
    // JDK.
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(ROOT);

    @Test
    void eachLayerKnowsOnlyThoseBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("kernel")
                .definedBy(ROOT + ".codegen")
                .layer("timer")
                .definedBy(ROOT + ".timer")
                .layer("poll")
                .definedBy(ROOT + ".poll")
                .layer("loop and tasks")
                .definedBy(ROOT)
                .layer("sync")
                .definedBy(ROOT + ".sync")
                .layer("offload")
                .definedBy(ROOT + ".offload")
                .layer("net")
                .definedBy(ROOT + ".net")
                .layer("io")
                .definedBy(ROOT + ".io")
                .layer("testing")
                .definedBy(ROOT + ".testing")
                .whereLayer("testing")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("loop and tasks")
                .mayOnlyBeAccessedByLayers("sync", "net", "io", "testing")
                .whereLayer("offload")
                .mayOnlyBeAccessedByLayers("net", "io")
                .whereLayer("net")
                .mayOnlyBeAccessedByLayers("io")
                .whereLayer("timer")
                .mayOnlyBeAccessedByLayers("loop and tasks")
                .whereLayer("poll")
                .mayOnlyBeAccessedByLayers("loop and tasks")
                .whereLayer("kernel")
                .mayOnlyBeAccessedByLayers("timer", "loop and tasks", "sync", "offload", "net", "io", "testing")
                .check(classes);
    }

    @Test
    void theKernelDependsOnNothingButTheWords() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".codegen")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.heddle", "dev.heddle.internal", ROOT + ".codegen", "org.jspecify..")
                .check(classes);
    }

    @Test
    void theLoopKnowsNothingOfTheWordsForCoroutines() {
        noClasses()
                .that()
                .haveSimpleName("Rounds")
                .or()
                .haveSimpleName("Lifecycle")
                .or()
                .haveSimpleName("ConfinedScheduler")
                .or()
                .haveSimpleName("UnconfinedScheduler")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.(EventLoop|Tasks|Gather|Gathering|Sleep|Yield)")
                .because("it runs whatever tasks there are")
                .check(classes);
    }
}
