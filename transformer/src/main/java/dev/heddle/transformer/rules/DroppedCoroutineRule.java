// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.symbol.Symbols;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A coroutine that a call makes and a statement drops never runs. */
final class DroppedCoroutineRule implements Rule {

    @Override
    public void check(ClassAnalysis analysis, Report report) {
        for (MethodNode method : analysis.node().methods) {
            for (AbstractInsnNode insn : method.instructions) {
                if (insn instanceof MethodInsnNode call
                        && call.desc.endsWith(")" + Symbols.COROUTINE_DESC)
                        && isDropped(call)) {
                    report.insn(
                            DiagnosticCode.DROPPED_COROUTINE,
                            method,
                            insn,
                            Anchor.CALL,
                            each -> each instanceof MethodInsnNode other && other.name.equals(call.name),
                            call.name,
                            "the coroutine that " + call.name + "() makes is dropped in " + report.name(method)
                                    + ", and never runs");
                }
            }
        }
    }

    private static boolean isDropped(MethodInsnNode call) {
        AbstractInsnNode next = call.getNext();
        while (next != null && next.getOpcode() < 0 && !(next instanceof FrameNode)) {
            next = next.getNext();
        }
        return next != null && next.getOpcode() == Opcodes.POP;
    }
}
