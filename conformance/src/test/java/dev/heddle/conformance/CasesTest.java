// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseSet;
import dev.heddle.conformance.harness.CaseTests;
import dev.heddle.conformance.harness.Flavour;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** All cases in all flavours and modes: what {@code src/test/cases} says, woven, does what the same source does when an await is a plain call. */
class CasesTest {

    @TestFactory
    List<DynamicNode> bothKinds() {
        return nodes("both", List.of(Flavour.COROUTINE, Flavour.FUTURE, Flavour.STAGE), 8);
    }

    @TestFactory
    List<DynamicNode> coldOnly() {
        return nodes("cold", List.of(Flavour.COROUTINE), 8);
    }

    @TestFactory
    List<DynamicNode> javacOnly() {
        return nodes("javac", List.of(Flavour.COROUTINE, Flavour.FUTURE), 8);
    }

    @TestFactory
    List<DynamicNode> java21() {
        return nodes("jdk21", List.of(Flavour.COROUTINE, Flavour.FUTURE), 21);
    }

    @TestFactory
    List<DynamicNode> java25() {
        return nodes("jdk25", List.of(Flavour.COROUTINE, Flavour.FUTURE), 25);
    }

    private static List<DynamicNode> nodes(String folder, List<Flavour> flavours, int release) {
        Assumptions.assumeTrue(
                CaseCompiler.supports(release),
                () -> "SKIPPED: the cases in " + folder + " need the compiler of JDK " + release);
        Map<String, String> sources = CaseSet.sources(CaseTests.FOLDER.resolve(folder));
        CaseSet twins = CaseSet.of(sources, Flavour.TWIN);
        List<DynamicNode> all = new ArrayList<>();
        for (Flavour flavour : flavours) {
            for (String debug : List.of("-g", "-g:none")) {
                if (flavour != Flavour.STAGE || debug.equals("-g")) {
                    all.add(DynamicContainer.dynamicContainer(
                            flavour + " " + debug, CaseTests.of(twins, CaseSet.of(sources, flavour, debug))));
                }
            }
        }
        return all;
    }
}
