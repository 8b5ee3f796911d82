// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.analyse.MethodAnalysis;
import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;

/** An object that is not initialised yet can be copied and moved about across an await, but nothing may look at it. */
final class UnsupportedCodeRule implements Rule {

    @Override
    public void check(ClassAnalysis analysis, Report report) {
        for (MethodAnalysis coroutine : analysis.coroutines()) {
            coroutine
                    .oddities()
                    .forEach(
                            insn -> report.insn(
                                    DiagnosticCode.UNSUPPORTED_BYTECODE,
                                    coroutine.method(),
                                    insn,
                                    Anchor.METHOD,
                                    each -> false,
                                    "",
                                    report.name(coroutine.method())
                                            + " compares or locks an object before its constructor is called, and awaits in between"));
        }
    }
}
