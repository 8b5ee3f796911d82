// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.analyse.MethodAnalysis;
import dev.heddle.transformer.analyse.Site;
import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.symbol.Symbols;

/** Nothing is awaited while a monitor is held. */
final class MonitorRule implements Rule {

    @Override
    public void check(ClassAnalysis analysis, Report report) {
        for (MethodAnalysis coroutine : analysis.coroutines()) {
            for (Site site : coroutine.sites()) {
                if (site.monitorHeld() && site.kind() == Site.Kind.AWAIT) {
                    report.insn(
                            DiagnosticCode.AWAIT_IN_SYNCHRONIZED_BLOCK,
                            coroutine.method(),
                            site.insn(),
                            Anchor.AWAIT,
                            Symbols::isAwait,
                            "",
                            "await in a synchronized block in " + report.name(coroutine.method()));
                }
            }
        }
    }
}
