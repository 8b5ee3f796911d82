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
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * {@code try { return foo(); } finally { … }} runs the finally block, or closes the resource, before the coroutine. javac stores the coroutine in a variable inside the
 * try block, and returns it outside:
 *
 * <pre>
 *   INVOKE foo; ASTORE n; the finally block; ALOAD n; ARETURN
 * </pre>
 */
final class ReturnAfterFinallyRule implements Rule {

    @Override
    public void check(ClassAnalysis analysis, Report report) {
        for (MethodAnalysis coroutine : analysis.coroutines()) {
            if (coroutine.kind() != CoroutineKind.COROUTINE) {
                continue;
            }
            for (Site site : coroutine.sites()) {
                MethodInsnNode call =
                        site.insn().getOpcode() == Opcodes.ARETURN ? callBeforeFinally(coroutine, site) : null;
                if (call != null) {
                    report.insn(
                            DiagnosticCode.RETURN_AFTER_FINALLY,
                            coroutine.method(),
                            call,
                            Anchor.CALL,
                            each -> each instanceof MethodInsnNode other && other.name.equals(call.name),
                            call.name,
                            "the coroutine that " + call.name + "() makes is returned from a try block in "
                                    + report.name(coroutine.method()));
                }
            }
        }
    }

    private static @Nullable MethodInsnNode callBeforeFinally(MethodAnalysis coroutine, Site site) {
        AbstractInsnNode load = previous(site.insn());
        if (!(load instanceof VarInsnNode loaded) || load.getOpcode() != Opcodes.ALOAD) {
            return null;
        }
        AbstractInsnNode store = previous(load);
        if (store == null || isStore(store, loaded.var)) {
            return null;
        }
        while (store != null && !isStore(store, loaded.var)) {
            store = previous(store);
        }
        AbstractInsnNode made = store == null ? null : previous(store);
        if (made instanceof MethodInsnNode call
                && call.desc.endsWith(")" + Symbols.COROUTINE_DESC)
                && !Symbols.isResult(call, false)) {
            return leavesTry(coroutine, call, site.insn()) ? call : null;
        }
        return null;
    }

    private static boolean isStore(AbstractInsnNode insn, int slot) {
        return insn.getOpcode() == Opcodes.ASTORE && ((VarInsnNode) insn).var == slot;
    }

    private static boolean leavesTry(MethodAnalysis coroutine, AbstractInsnNode from, AbstractInsnNode to) {
        InsnList code = coroutine.method().instructions;
        for (TryCatchBlockNode each : coroutine.method().tryCatchBlocks) {
            boolean always = each.type == null || each.type.equals("java/lang/Throwable");
            if (always && covers(code, each, from) && !covers(code, each, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(InsnList code, TryCatchBlockNode block, AbstractInsnNode insn) {
        int index = code.indexOf(insn);
        return code.indexOf(block.start) < index && index < code.indexOf(block.end);
    }

    private static @Nullable AbstractInsnNode previous(AbstractInsnNode insn) {
        AbstractInsnNode before = insn.getPrevious();
        while (before != null && before.getOpcode() < 0) {
            before = before.getPrevious();
        }
        return before;
    }
}
