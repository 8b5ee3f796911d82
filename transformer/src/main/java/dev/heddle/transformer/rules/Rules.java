// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.diagnostic.Finding;
import dev.heddle.transformer.hierarchy.ClassHierarchy;
import java.util.List;

/** All rules. */
public final class Rules {

    /** Those that a class alone tells enough for. */
    private static final List<Rule> ALL = List.of(
            new AsyncDeclarationRule(),
            new AwaitPlaceRule(),
            new AwaitReferenceRule(),
            new MonitorRule(),
            new HeldLockRule(),
            new UnsupportedCodeRule(),
            new DroppedCoroutineRule(),
            new ReturnAfterFinallyRule(),
            new ReturnBehindMonitorRule());

    private Rules() {}

    /**
     * Checks a class.
     *
     * @param analysis what is known of it
     * @param hierarchy where other classes are looked up
     * @return the breaches
     */
    public static List<Finding> check(ClassAnalysis analysis, ClassHierarchy hierarchy) {
        Report report = new Report(analysis);
        ALL.forEach(rule -> rule.check(analysis, report));
        new CloseOutsideRule(new ClosingLookup(hierarchy)).check(analysis, report);
        return report.findings();
    }
}
