// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.analyse.ControlFlow;
import dev.heddle.transformer.analyse.ControlFlow.Block;
import dev.heddle.transformer.analyse.MethodAnalysis;
import dev.heddle.transformer.analyse.Site;
import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.symbol.Symbols;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Nothing is awaited while a lock of {@code java.util.concurrent} is held, as far as one method tells: an await to which a way leads from {@code lock()} that passes no
 * {@code unlock()}. Ways by exceptions are left out, and {@code tryLock()}, whose outcome decides.
 */
final class HeldLockRule implements Rule {

    private static final String LOCKS = "java/util/concurrent/locks/";
    private static final Set<String> TAKING = Set.of(
            "lock", "lockInterruptibly", "readLock", "readLockInterruptibly", "writeLock", "writeLockInterruptibly");

    @Override
    public void check(ClassAnalysis analysis, Report report) {
        for (MethodAnalysis coroutine : analysis.coroutines()) {
            Set<AbstractInsnNode> behind = behindLocks(coroutine);
            for (Site site : coroutine.sites()) {
                if (site.kind() == Site.Kind.AWAIT && behind.contains(site.insn())) {
                    report.insn(
                            DiagnosticCode.AWAIT_HOLDING_LOCK,
                            coroutine.method(),
                            site.insn(),
                            Anchor.AWAIT,
                            Symbols::isAwait,
                            "",
                            "await in " + report.name(coroutine.method())
                                    + " while a lock of java.util.concurrent is held");
                }
            }
        }
    }

    private static Set<AbstractInsnNode> behindLocks(MethodAnalysis coroutine) {
        Set<AbstractInsnNode> behind = new HashSet<>();
        ControlFlow flow = null;
        for (AbstractInsnNode insn : coroutine.method().instructions) {
            if (takes(insn)) {
                flow = flow == null ? ControlFlow.of(coroutine.method()) : flow;
                follow(flow, insn, behind);
            }
        }
        return behind;
    }

    /** Goes all ways from a place to the next release, and notes what it passes. */
    private static void follow(ControlFlow flow, AbstractInsnNode lock, Set<AbstractInsnNode> passed) {
        BitSet entered = new BitSet();
        Deque<Block> work = new ArrayDeque<>();
        Block first = flow.blockAt(lock);
        if (passes(flow, flow.code().indexOf(lock) + 1, first, passed)) {
            addNext(flow, first, entered, work);
        }
        while (!work.isEmpty()) {
            Block block = work.remove();
            if (passes(flow, block.first(), block, passed)) {
                addNext(flow, block, entered, work);
            }
        }
    }

    private static void addNext(ControlFlow flow, Block block, BitSet entered, Deque<Block> work) {
        for (int next : block.next()) {
            if (!entered.get(next)) {
                entered.set(next);
                work.add(flow.blocks().get(next));
            }
        }
    }

    /** Says whether the end of the block is reached with the lock held. */
    private static boolean passes(ControlFlow flow, int from, Block block, Set<AbstractInsnNode> passed) {
        for (int i = from; i < block.end(); i++) {
            AbstractInsnNode insn = flow.code().get(i);
            if (releases(insn)) {
                return false;
            }
            passed.add(insn);
        }
        return true;
    }

    /** {@code readLock()} of a {@code ReadWriteLock} only gives a lock. */
    private static boolean takes(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call
                && call.owner.startsWith(LOCKS)
                && TAKING.contains(call.name)
                && (call.desc.endsWith(")V") || call.desc.endsWith(")J"));
    }

    private static boolean releases(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call && call.owner.startsWith(LOCKS) && call.name.startsWith("unlock");
    }
}
