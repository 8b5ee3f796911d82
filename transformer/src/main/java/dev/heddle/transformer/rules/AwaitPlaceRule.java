// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.analyse.CoroutineKind;
import dev.heddle.transformer.analyse.Coroutines;
import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.symbol.Symbols;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** {@code await} stands in coroutines alone. */
final class AwaitPlaceRule implements Rule {

    @Override
    public void check(ClassAnalysis analysis, Report report) {
        for (MethodNode method : analysis.node().methods) {
            // Of an @Async method that can't be a coroutine, its declaration is what is wrong.
            if (Coroutines.isAsync(method)
                    || Coroutines.kindOf(method, analysis.lambdas()).isPresent()) {
                continue;
            }
            for (AbstractInsnNode insn : method.instructions) {
                if (Symbols.isAwait(insn)) {
                    refuse(analysis, method, insn, report);
                }
            }
        }
    }

    private static void refuse(ClassAnalysis analysis, MethodNode method, AbstractInsnNode insn, Report report) {
        DiagnosticCode code = DiagnosticCode.AWAIT_OUTSIDE_COROUTINE;
        String message = "await in " + report.name(method)
                + (CoroutineKind.of(method.desc).isPresent() ? ", which lacks @Async" : ", which is no coroutine");
        if (method.name.startsWith("<")) {
            code = DiagnosticCode.AWAIT_IN_INITIALISER;
            message = "await in " + report.name(method);
        } else if (analysis.lambdas().contains(method.name + method.desc)) {
            code = DiagnosticCode.AWAIT_IN_PLAIN_LAMBDA;
            message = "await in a lambda that returns "
                    + Type.getReturnType(method.desc).getClassName();
        }
        report.insn(code, method, insn, Anchor.AWAIT, Symbols::isAwait, "", message);
    }
}
