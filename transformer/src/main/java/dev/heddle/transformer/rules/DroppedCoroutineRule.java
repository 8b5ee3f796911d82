// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.symbol.Symbols;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A coroutine that a call makes and a statement drops never runs. Nor does one that is made through a method reference whose interface gives nothing back. */
final class DroppedCoroutineRule implements Rule {

    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

    @Override
    public void check(ClassAnalysis analysis, Report report) {
        for (MethodNode method : analysis.node().methods) {
            for (AbstractInsnNode insn : method.instructions) {
                String referred = droppedByReference(insn);
                if (insn instanceof MethodInsnNode call && makesCoroutine(call.desc) && isDropped(call)) {
                    report(call, method, report);
                } else if (referred != null) {
                    report.insn(
                            DiagnosticCode.DROPPED_COROUTINE,
                            method,
                            insn,
                            Anchor.REFERENCE,
                            each -> referred.equals(droppedByReference(each)),
                            referred,
                            "the coroutine that " + referred + "() makes is dropped by whom the method reference in "
                                    + report.name(method) + " is given to, and never runs");
                }
            }
        }
    }

    private static void report(MethodInsnNode call, MethodNode method, Report report) {
        boolean end = Symbols.isResult(call, false);
        report.insn(
                end ? DiagnosticCode.RESULT_NOT_RETURNED : DiagnosticCode.DROPPED_COROUTINE,
                method,
                call,
                Anchor.CALL,
                each -> each instanceof MethodInsnNode other && other.name.equals(call.name),
                call.name,
                end
                        ? call.name + "() in " + report.name(method) + " is not returned"
                        : "the coroutine that " + call.name + "() makes is dropped in " + report.name(method)
                                + ", and never runs");
    }

    private static boolean makesCoroutine(String descriptor) {
        return descriptor.endsWith(")" + Symbols.COROUTINE_DESC);
    }

    private static boolean isDropped(MethodInsnNode call) {
        AbstractInsnNode next = call.getNext();
        while (next != null && next.getOpcode() < 0 && !(next instanceof FrameNode)) {
            next = next.getNext();
        }
        return next != null && next.getOpcode() == Opcodes.POP;
    }

    /** The name of the method, if the instruction makes a {@code Runnable}, a {@code Consumer} or the like of one that gives a coroutine. */
    private static @Nullable String droppedByReference(AbstractInsnNode insn) {
        if (insn instanceof InvokeDynamicInsnNode dynamic
                && dynamic.bsm.getOwner().equals(METAFACTORY)
                && dynamic.bsmArgs[0] instanceof Type erased
                && erased.getReturnType().equals(Type.VOID_TYPE)
                && dynamic.bsmArgs[1] instanceof Handle body
                && makesCoroutine(body.getDesc())) {
            return body.getName();
        }
        return null;
    }
}
