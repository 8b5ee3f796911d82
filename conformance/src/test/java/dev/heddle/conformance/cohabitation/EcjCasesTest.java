// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.cohabitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseSet;
import dev.heddle.conformance.harness.CaseTests;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.conformance.harness.Flavour;
import dev.heddle.conformance.harness.Vendor;
import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases once more, from class files that Eclipse's compiler wrote. Their twins are javac's: the two must agree. */
class EcjCasesTest {

    @TestFactory
    List<DynamicNode> bothKinds() {
        return nodes("both", 8, Flavour.COROUTINE, Flavour.FUTURE);
    }

    @TestFactory
    List<DynamicNode> coldOnly() {
        return nodes("cold", 8, Flavour.COROUTINE);
    }

    @TestFactory
    List<DynamicNode> java21() {
        return nodes("jdk21", 21, Flavour.COROUTINE);
    }

    @TestFactory
    List<DynamicNode> java25() {
        return nodes("jdk25", 25, Flavour.COROUTINE);
    }

    private static List<DynamicNode> nodes(String folder, int release, Flavour... flavours) {
        Assumptions.assumeTrue(
                CaseCompiler.supports(release), () -> "SKIPPED: the cases in " + folder + " need JDK " + release);
        Map<String, String> sources = CaseSet.sources(CaseTests.FOLDER.resolve(folder));
        CaseSet twins = CaseSet.of(sources, Flavour.TWIN);
        return List.of(flavours).stream()
                .map(flavour -> (DynamicNode) DynamicContainer.dynamicContainer(
                        flavour.toString(),
                        CaseTests.of(
                                twins,
                                CaseSet.of(
                                        Vendor.ECJ, sources, flavour, flavour == Flavour.FUTURE ? "-g:none" : "-g"))))
                .toList();
    }

    /** What ecj gets wrong by itself is told apart from what we would get wrong. */
    @Test
    void whatDoesNotVerifyAsItWasCompiledIsNotOurDefect() {
        Map<String, byte[]> classes =
                CaseCompiler.compile(Vendor.ECJ, CaseSet.sources(CaseTests.FOLDER.resolve("javac")), "-g");
        List<Diagnostic> said = CaseWeaver.diagnose(classes);
        assertEquals(
                List.of(DiagnosticCode.INPUT_NOT_VERIFIED),
                said.stream().map(Diagnostic::code).toList());
        assertTrue(
                said.get(0).message().contains("SwitchOnStackCases"),
                said.get(0).message());
    }
}
