// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.analyse.CoroutineKind;
import dev.heddle.transformer.analyse.MethodAnalysis;
import dev.heddle.transformer.analyse.Site;
import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.symbol.Symbols;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * {@code synchronized (x) { return foo(); }} releases the monitor before the coroutine runs, and what catches around the return, inside the block, is left as well. Between the call and the return
 * there is nothing but the release, with javac; ecj and others also keep the coroutine in a variable meanwhile:
 *
 * <pre>
 *   INVOKE foo; ALOAD x; MONITOREXIT; ARETURN        INVOKE foo; ASTORE n; ALOAD x; MONITOREXIT; ALOAD n; ARETURN
 * </pre>
 */
final class ReturnBehindMonitorRule implements Rule {

    @Override
    public void check(ClassAnalysis analysis, Report report) {
        for (MethodAnalysis coroutine : analysis.coroutines()) {
            // A hot one has begun when it is returned.
            if (coroutine.kind() != CoroutineKind.COROUTINE) {
                continue;
            }
            for (Site site : coroutine.sites()) {
                MethodInsnNode call =
                        site.insn().getOpcode() == Opcodes.ARETURN ? callBeforeRelease(site.insn()) : null;
                if (call != null) {
                    report.insn(
                            DiagnosticCode.RETURN_BEHIND_MONITOR,
                            coroutine.method(),
                            call,
                            Anchor.CALL,
                            each -> each instanceof MethodInsnNode other && other.name.equals(call.name),
                            call.name,
                            "the coroutine that " + call.name + "() makes is returned from a synchronized block in "
                                    + report.name(coroutine.method()));
                }
            }
        }
    }

    private static @Nullable MethodInsnNode callBeforeRelease(AbstractInsnNode areturn) {
        boolean released = false;
        for (AbstractInsnNode insn = areturn.getPrevious(); insn != null; insn = insn.getPrevious()) {
            int opcode = insn.getOpcode();
            released |= opcode == Opcodes.MONITOREXIT;
            if (insn instanceof MethodInsnNode call) {
                boolean made = call.desc.endsWith(")" + Symbols.COROUTINE_DESC) && !Symbols.isResult(call, false);
                return released && made ? call : null;
            }
            boolean between =
                    opcode < 0 || opcode == Opcodes.MONITOREXIT || opcode == Opcodes.ALOAD || opcode == Opcodes.ASTORE;
            if (!between) {
                return null;
            }
        }
        return null;
    }
}
