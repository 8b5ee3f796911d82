// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.analyse.CoroutineKind;
import dev.heddle.transformer.analyse.Coroutines;
import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.symbol.Symbols;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * {@code close()} of an {@code AsyncCloseable} where nothing is woven throws. Told only if that is certain: where the type is a final class, so that no other {@code close()} can be meant.
 *
 * <p>javac closes a resource at each way out of a try block, and once more behind a handler for what failed in it, which begins the statement's line again. So that one is told, and the others are
 * not.
 */
final class CloseOutsideRule implements Rule {

    private final ClosingLookup lookup;

    CloseOutsideRule(ClosingLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public void check(ClassAnalysis analysis, Report report) {
        for (MethodNode method : analysis.node().methods) {
            boolean lambda = analysis.lambdas().contains(method.name + method.desc);
            boolean generated = (method.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) != 0 && !lambda;
            if (!generated
                    && !Coroutines.isAsync(method)
                    && Coroutines.kindOf(method, analysis.lambdas()).isEmpty()) {
                check(method, lambda, report);
            }
        }
    }

    private void check(MethodNode method, boolean lambda, Report report) {
        List<MethodInsnNode> calls = new ArrayList<>();
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof MethodInsnNode call && isClose(call) && lookup.throwsOutsideCoroutines(call.owner)) {
                calls.add(call);
            }
        }
        if (calls.isEmpty()) {
            return;
        }
        Set<AbstractInsnNode> afterFailures = afterFailures(method);
        Map<Object, MethodInsnNode> others = new LinkedHashMap<>();
        calls.forEach(call -> others.putIfAbsent(resource(call), call));
        for (MethodInsnNode call : calls) {
            if (afterFailures.contains(call)) {
                others.remove(resource(call));
                tell(method, call, Anchor.RESOURCE, lambda, report);
            }
        }
        others.values().forEach(call -> tell(method, call, Anchor.CALL, lambda, report));
    }

    private static boolean isClose(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call
                && call.getOpcode() == Opcodes.INVOKEVIRTUAL
                && call.name.equals(Symbols.CLOSE)
                && call.desc.equals("()V");
    }

    /** The variable that is closed; what is in none is told for each call. */
    private static Object resource(MethodInsnNode call) {
        return call.getPrevious() instanceof VarInsnNode load ? load.var + " " + call.owner : call;
    }

    /** What stands in try blocks that add to an exception what fails in them. */
    private static Set<AbstractInsnNode> afterFailures(MethodNode method) {
        Set<AbstractInsnNode> found = new HashSet<>();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (suppresses(block.handler)) {
                for (AbstractInsnNode insn = block.start; insn != block.end; insn = insn.getNext()) {
                    found.add(insn);
                }
            }
        }
        return found;
    }

    /** {@code ASTORE x; ALOAD t; ALOAD x; INVOKEVIRTUAL Throwable.addSuppressed}. */
    private static boolean suppresses(AbstractInsnNode handler) {
        AbstractInsnNode insn = handler;
        for (int opcode : new int[] {Opcodes.ASTORE, Opcodes.ALOAD, Opcodes.ALOAD, Opcodes.INVOKEVIRTUAL}) {
            do {
                insn = insn.getNext();
            } while (insn != null && insn.getOpcode() < 0);
            if (insn == null || insn.getOpcode() != opcode) {
                return false;
            }
        }
        return ((MethodInsnNode) insn).name.equals("addSuppressed");
    }

    private void tell(MethodNode method, MethodInsnNode call, Anchor anchor, boolean lambda, Report report) {
        String type = call.owner.substring(call.owner.lastIndexOf('/') + 1).replace('$', '.');
        String reason = CoroutineKind.of(method.desc).isPresent() ? ", which lacks @Async" : ", which is no coroutine";
        report.insn(
                DiagnosticCode.CLOSE_OUTSIDE_COROUTINE,
                method,
                call,
                anchor,
                CloseOutsideRule::isClose,
                Symbols.CLOSE,
                "a " + type + " is closed in "
                        + (lambda ? "a lambda that does not await" : report.name(method) + reason));
    }
}
