// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/** Makes a test of each case. */
public final class CaseTests {

    /** Where the cases' sources are. */
    public static final Path FOLDER = Path.of("src", "test", "cases");

    private CaseTests() {}

    /** The tests that hold woven cases against their twins, which are in as many classes in the same order. */
    public static List<DynamicTest> of(CaseSet twins, CaseSet woven) {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < woven.classNames().size(); i++) {
            String name = woven.classNames().get(i);
            String twin = twins.classNames().get(i);
            for (Method method : woven.cases(name)) {
                tests.add(DynamicTest.dynamicTest(
                        name + "." + method.getName(),
                        () -> CaseCheck.check(twins.find(twin, method.getName()), method)));
            }
        }
        return tests;
    }
}
