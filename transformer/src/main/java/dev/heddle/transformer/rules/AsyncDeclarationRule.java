// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.analyse.CoroutineKind;
import dev.heddle.transformer.analyse.Coroutines;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/** {@code @Async} stands on methods that have a body, hold no monitor and return one of the three types. */
final class AsyncDeclarationRule implements Rule {

    @Override
    public void check(ClassAnalysis analysis, Report report) {
        for (MethodNode method : analysis.node().methods) {
            boolean coroutine = Coroutines.kindOf(method, analysis.lambdas()).isPresent();
            if (Coroutines.isAsync(method)) {
                check(method, report);
            } else if (coroutine && (method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
                refuseMonitor(method, report);
            }
        }
    }

    private static void check(MethodNode method, Report report) {
        if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
            String kind = (method.access & Opcodes.ACC_NATIVE) != 0 ? "native" : "abstract";
            report.method(
                    DiagnosticCode.ASYNC_WITHOUT_BODY,
                    method,
                    "@Async on the " + kind + " method " + report.name(method));
        } else if (CoroutineKind.of(method.desc).isEmpty()) {
            String returned = Type.getReturnType(method.desc).getClassName().replace('$', '.');
            report.method(
                    DiagnosticCode.ASYNC_RETURN_TYPE,
                    method,
                    "@Async method " + report.name(method) + " returns " + returned);
        } else if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            refuseMonitor(method, report);
        }
    }

    private static void refuseMonitor(MethodNode method, Report report) {
        report.method(
                DiagnosticCode.ASYNC_SYNCHRONIZED_METHOD,
                method,
                "@Async on the synchronized method " + report.name(method));
    }
}
