// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.analyse.Site;
import dev.heddle.transformer.plan.BodyLayout;
import dev.heddle.transformer.plan.ClassPlan;
import dev.heddle.transformer.plan.CoroutinePlan;
import dev.heddle.transformer.plan.State;
import dev.heddle.transformer.symbol.Symbols;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Rewrites the user's code at each site. */
final class SiteEmitter {

    private final ClassPlan classPlan;
    private final BodyLayout layout;
    private final MethodNode body;
    private final StackMaps stackMaps;
    private final SuspensionEmitter suspensions;
    private final Set<AbstractInsnNode> removed = new HashSet<>();

    SiteEmitter(
            CoroutinePlan plan,
            ClassPlan classPlan,
            MethodNode body,
            StackMaps stackMaps,
            SuspensionEmitter suspensions) {
        this.classPlan = classPlan;
        this.layout = plan.layout();
        this.body = body;
        this.stackMaps = stackMaps;
        this.suspensions = suspensions;
    }

    void emit(Site site, @Nullable State state) {
        if (removed.contains(site.insn())) {
            return;
        }
        if (site.kind() == Site.Kind.RESULT) {
            returnResult(site.insn());
            return;
        }
        if (state == null) {
            awaitInto(new Code(), site);
            return;
        }
        if (site.kind() == Site.Kind.CLOSE) {
            close(site, state);
        } else {
            await(site, state);
        }
    }

    private void await(Site site, State state) {
        Code inline = new Code();
        awaitInto(inline, site);
        Code after = new Code();
        if (site.kind() == Site.Kind.RETURN_AWAITED) {
            LabelNode goOn = new LabelNode();
            if (!suspensions.suspendIfAsked(after, state, goOn)) {
                after.label(goOn).add(suspensions.frameAtAwait(site));
            }
            body.instructions.insertBefore(site.insn(), after.insns());
            return;
        }
        suspensions.suspendIfAsked(after, state, suspensions.join(state));
        join(after, site, state, suspensions.frameAtAwait(site));
        body.instructions.insert(site.insn(), after.insns());
        body.instructions.remove(site.insn());
    }

    /** Writes the call that awaits before the site's instruction. */
    private void awaitInto(Code inline, Site site) {
        boolean counted = site.kind() == Site.Kind.AWAIT && !site.loops().isEmpty();
        if (counted) {
            inline.add(new IincInsnNode(layout.budget(), -1));
        }
        MethodInsnNode direct = site.direct();
        if (direct != null) {
            callBody(inline, direct, counted);
            removeBetween(direct, site.insn());
        } else {
            if (site.witness()) {
                inline.op(Opcodes.POP);
            }
            awaitTop(inline, site, counted);
        }
        body.instructions.insertBefore(site.insn(), inline.insns());
    }

    /** Awaits what is on the stack. If it comes straight from a call that gives a coroutine, its frame is started from here: see {@code Awaits.claim}. */
    private void awaitTop(Code inline, Site site, boolean counted) {
        if (!comesFromCall(site)) {
            inline.aload(layout.strand()).iload(layout.room());
            if (counted) {
                inline.iload(layout.budget());
            }
            inline.invokeStatic(Symbols.AWAITS, Symbols.AWAIT, Symbols.awaitDesc(site.stage(), counted));
            return;
        }
        inline.aload(layout.strand()).invokeStatic(Symbols.AWAITS, Symbols.CLAIM, Symbols.CLAIM_DESC);
        inline.aload(layout.strand());
        room(inline, counted);
        inline.invoke(Opcodes.INVOKEVIRTUAL, Symbols.FRAME, Symbols.BEGIN, Symbols.RESUME_DESC, false);
    }

    private void room(Code code, boolean counted) {
        code.iload(layout.room());
        if (counted) {
            code.iload(layout.budget())
                    .aload(layout.strand())
                    .invokeStatic(Symbols.AWAITS, Symbols.ROOM_LEFT, Symbols.ROOM_LEFT_DESC);
        }
    }

    private static boolean comesFromCall(Site site) {
        AbstractInsnNode before = before(site.insn());
        if (site.witness() && before instanceof LdcInsnNode) {
            before = before(before);
        }
        return before instanceof MethodInsnNode call && call.desc.endsWith(")" + Symbols.COROUTINE_DESC);
    }

    /** The instruction before; null if something may jump in between. */
    private static @Nullable AbstractInsnNode before(AbstractInsnNode insn) {
        AbstractInsnNode before = insn.getPrevious();
        while (before != null && before.getOpcode() < 0 && !(before instanceof FrameNode)) {
            before = before.getPrevious();
        }
        return before;
    }

    /** Calls the body of a coroutine of this class: its receiver and arguments are on the stack. */
    private void callBody(Code code, MethodInsnNode call, boolean counted) {
        CoroutinePlan callee = classPlan.byMethod().get(call.name + call.desc);
        if (callee == null) {
            throw new IllegalStateException("no plan for " + call.name + call.desc);
        }
        code.aload(layout.strand()).op(Opcodes.ACONST_NULL);
        room(code, counted);
        StubEmitter.invokeBody(code, callee);
    }

    /** Removes the call that the body's replaces, and what loads the witness. */
    private void removeBetween(AbstractInsnNode first, AbstractInsnNode end) {
        AbstractInsnNode insn = first;
        while (insn != end) {
            AbstractInsnNode next = insn.getNext();
            if (insn.getOpcode() >= 0) {
                body.instructions.remove(insn);
            }
            insn = next;
        }
    }

    private void join(Code after, Site site, State state, FrameNode frame) {
        after.label(suspensions.join(state)).add(frame);
        if (frameFollows(site.insn())) {
            // No two frames at one place.
            after.op(Opcodes.NOP);
        }
    }

    private static boolean frameFollows(AbstractInsnNode insn) {
        AbstractInsnNode next = insn.getNext();
        while (next != null && next.getOpcode() < 0) {
            if (next instanceof FrameNode) {
                return true;
            }
            next = next.getNext();
        }
        return false;
    }

    private void close(Site site, State state) {
        Code before = new Code();
        LabelNode awaited = suspensions.closeAwaited(state);
        before.op(Opcodes.DUP)
                .add(new TypeInsnNode(Opcodes.INSTANCEOF, Symbols.ASYNC_CLOSEABLE))
                .add(new JumpInsnNode(Opcodes.IFNE, awaited));
        body.instructions.insertBefore(site.insn(), before.insns());
        Code after = new Code();
        join(after, site, state, stackMaps.at(site.types().locals(), site.kept(), site.stackBelow()));
        body.instructions.insert(site.insn(), after.insns());
    }

    /** {@code return result(x)}: returns x. What javac wrote behind it, up to the next place that something jumps to, is unreachable then and has to go. */
    private void returnResult(AbstractInsnNode result) {
        if (Symbols.isDone(result)) {
            body.instructions.insertBefore(result, new InsnNode(Opcodes.ACONST_NULL));
        }
        AbstractInsnNode returns = new InsnNode(Opcodes.ARETURN);
        body.instructions.set(result, returns);
        List<AbstractInsnNode> dead = new ArrayList<>();
        for (AbstractInsnNode insn = returns.getNext();
                insn != null && !(insn instanceof FrameNode);
                insn = insn.getNext()) {
            if (insn.getOpcode() >= 0) {
                dead.add(insn);
            }
        }
        dead.forEach(body.instructions::remove);
        removed.addAll(dead);
    }
}
