// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.symbol.Symbols;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** {@code Coroutine::await} would have to suspend a method that calls it without knowing. */
final class AwaitReferenceRule implements Rule {

    @Override
    public void check(ClassAnalysis analysis, Report report) {
        for (MethodNode method : analysis.node().methods) {
            for (AbstractInsnNode insn : method.instructions) {
                if (isReference(insn)) {
                    report.insn(
                            DiagnosticCode.AWAIT_AS_METHOD_REFERENCE,
                            method,
                            insn,
                            Anchor.AWAIT,
                            AwaitReferenceRule::isReference,
                            "",
                            "method reference to await in " + report.name(method));
                }
            }
        }
    }

    private static boolean isReference(AbstractInsnNode insn) {
        if (insn instanceof InvokeDynamicInsnNode dynamic) {
            for (Object argument : dynamic.bsmArgs) {
                if (argument instanceof Handle handle
                        && handle.getOwner().equals(Symbols.COROUTINE)
                        && handle.getName().equals(Symbols.AWAIT)) {
                    return true;
                }
            }
        }
        return false;
    }
}
