// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.analyse.Site;
import dev.heddle.transformer.plan.BodyLayout;
import dev.heddle.transformer.plan.CoroutinePlan;
import dev.heddle.transformer.plan.State;
import dev.heddle.transformer.spill.Field;
import dev.heddle.transformer.spill.Spill;
import dev.heddle.transformer.spill.SpillPlan;
import dev.heddle.transformer.symbol.Symbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Writes the code that stores and restores, which lies behind the user's. */
final class SuspensionEmitter {

    private final CoroutinePlan plan;
    private final SpillPlan spills;
    private final BodyLayout layout;
    private final StackMaps stackMaps;
    private final EarlyRestores early;
    private final Code suspends = new Code();
    private final Code restores = new Code();
    private final Code closes = new Code();
    private final List<TryCatchBlockNode> tries = new ArrayList<>();
    private final Map<State, LabelNode> joins = new HashMap<>();

    SuspensionEmitter(CoroutinePlan plan, SpillPlan spills, StackMaps stackMaps, EarlyRestores early) {
        this.plan = plan;
        this.spills = spills;
        this.layout = plan.layout();
        this.stackMaps = stackMaps;
        this.early = early;
    }

    /** All that has been written behind the user's code. To be called once, at the end. */
    InsnList code() {
        InsnList all = new InsnList();
        all.add(suspends.insns());
        all.add(restores.insns());
        all.add(closes.insns());
        return all;
    }

    /** The try blocks that cover what is out of line as they cover its site. */
    List<TryCatchBlockNode> tries() {
        return tries;
    }

    /** Where the direct and the resumed way meet again. */
    LabelNode join(State state) {
        return joins.computeIfAbsent(state, each -> new LabelNode());
    }

    /**
     * Writes {@code if not SUSPENDED: go to a label}, and SUSPEND_k behind it: in its place it needs no stack map frame of its own. But if there are try blocks it is put behind the
     * user's code: handlers would cover it, and coverage tools could not tell any more that the copies of a finally block are the same. The result of the await is on the stack, and stays there.
     *
     * @return whether what follows is reached by falling through; if not, the label and its frame have to follow
     */
    boolean suspendIfAsked(Code inline, State state, LabelNode goOn) {
        boolean aside = !plan.analysis().method().tryCatchBlocks.isEmpty();
        LabelNode suspend = new LabelNode();
        inline.op(Opcodes.DUP)
                .add(new FieldInsnNode(Opcodes.GETSTATIC, Symbols.AWAITS, Symbols.SUSPENDED, Symbols.OBJECT_DESC))
                .jump(aside ? Opcodes.IF_ACMPEQ : Opcodes.IF_ACMPNE, aside ? suspend : goOn);
        if (aside) {
            suspends.label(suspend).add(frameAtAwait(state.site()));
        }
        suspend(aside ? suspends : inline, state);
        return aside;
    }

    /** The stack map frame where the result of an await is on the stack. */
    FrameNode frameAtAwait(Site site) {
        return stackMaps.at(site.types().locals(), site.kept(), with(site.stackBelow(), Symbols.OBJECT));
    }

    private void suspend(Code suspends, State state) {
        Site site = state.site();
        SpillPlan.StateSpill spill = spills.states().get(state.number() - 1);
        suspends.op(Opcodes.POP);
        makeFrame(suspends, site);
        for (int i = spill.stack().size() - 1; i >= 0; i--) {
            Field field = spill.stack().get(i).field();
            if (field == null) {
                suspends.op(Opcodes.POP);
            } else {
                suspends.putTop(layout.frame(), plan.frameName(), field);
            }
        }
        suspends.aload(layout.frame());
        for (Spill local : spill.locals()) {
            if (local.field() != null) {
                suspends.op(Opcodes.DUP)
                        .load(local.type(), layout.map(local.index()))
                        .putField(
                                plan.frameName(),
                                local.field().name(),
                                local.field().descriptor());
            }
        }
        suspends.aload(layout.strand())
                .push(state.code())
                .invoke(Opcodes.INVOKEVIRTUAL, plan.frameName(), Symbols.SUSPEND, Symbols.SUSPEND_DESC, false)
                .op(Opcodes.ARETURN);
    }

    /** Makes the frame if there is none yet. */
    private void makeFrame(Code into, Site site) {
        if (plan.hasMaker()) {
            into.aload(layout.frame());
            if (!plan.analysis().isStatic()) {
                into.aload(0);
            }
            into.invokeStatic(plan.frameName(), Symbols.MAKE, plan.makerDescriptor())
                    .access(Opcodes.ASTORE, layout.frame());
            return;
        }
        LabelNode there = new LabelNode();
        into.aload(layout.frame()).jump(Opcodes.IFNONNULL, there);
        StubEmitter.makeFrame(into, plan);
        into.access(Opcodes.ASTORE, layout.frame())
                .label(there)
                .add(stackMaps.at(site.types().locals(), site.kept(), site.stackBelow()));
    }

    /**
     * Writes RESTORE_k.
     *
     * @param slots what the variables are where it is jumped to, the stack being empty
     * @return its label
     */
    LabelNode restore(State state, List<Object> slots) {
        LabelNode restore = new LabelNode();
        SpillPlan.StateSpill spill = spills.states().get(state.number() - 1);
        restores.label(restore).add(StackMaps.frame(slots, List.of()));
        fillArguments(slots);
        for (Spill operand : spill.stack()) {
            takeOut(restores, operand);
        }
        for (Spill local : spill.locals()) {
            if (!early.isDone(state, local)) {
                restore(restores, local);
            }
        }
        if (layout.budgeted()) {
            restores.push(Symbols.ROOM - plan.weight()).access(Opcodes.ISTORE, layout.room());
        }
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        restores.label(start)
                .aload(layout.strand())
                .invokeStatic(Symbols.AWAITS, Symbols.RESUMED, Symbols.RESUMED_DESC)
                .label(end);
        cover(state.site(), start, end);
        switch (state.site().kind()) {
            case RETURN_AWAITED -> restores.op(Opcodes.ARETURN);
            case CLOSE -> restores.op(Opcodes.POP).jump(Opcodes.GOTO, join(state));
            default -> restores.jump(Opcodes.GOTO, join(state));
        }
        return restore;
    }

    /** Frames declare the arguments' slots wherever these have the arguments' types: where they have not, since the loop around does without, they get some value. */
    private void fillArguments(List<Object> slots) {
        List<Object> arguments = stackMaps.arguments();
        for (int slot = 0; slot < arguments.size(); slot++) {
            Object type = arguments.get(slot);
            if (type != Opcodes.TOP && !slots.get(slot).equals(type)) {
                restores.dummy(type).store(type, slot);
            }
        }
    }

    /** Takes a variable out of the frame. */
    void restore(Code into, Spill local) {
        takeOut(into, local);
        into.store(local.type(), layout.map(local.index()));
    }

    private void takeOut(Code into, Spill value) {
        if (value.field() == null) {
            into.op(Opcodes.ACONST_NULL);
        } else {
            into.take(layout.frame(), plan.frameName(), value.field());
        }
    }

    /** Writes the awaited closing of a resource, which is on the stack; ends where the site goes on. */
    LabelNode closeAwaited(State state) {
        LabelNode close = new LabelNode();
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        Site site = state.site();
        beginLine(closes, site.line());
        closes.label(close)
                .add(stackMaps.at(
                        site.types().locals(), site.kept(), site.types().stack()));
        boolean failed = site.failure() >= 0;
        closes.label(start).add(new TypeInsnNode(Opcodes.CHECKCAST, Symbols.ASYNC_CLOSEABLE));
        if (failed) {
            closes.aload(layout.map(site.failure()));
        }
        closes.aload(layout.strand())
                .iload(layout.room())
                .invokeStatic(Symbols.AWAITS, Symbols.CLOSE, Symbols.closeDesc(failed))
                .label(end);
        cover(site, start, end);
        LabelNode goOn = new LabelNode();
        if (!suspendIfAsked(closes, state, goOn)) {
            closes.label(goOn).add(frameAtAwait(site));
        }
        closes.op(Opcodes.POP).jump(Opcodes.GOTO, join(state));
        return close;
    }

    /** Begins a line where nothing ever comes by, for the sake of stack traces: what follows belongs to it, but a breakpoint on it is not hit here. */
    private void beginLine(Code into, int line) {
        if (line > 0) {
            LabelNode start = new LabelNode();
            into.label(start)
                    .add(new LineNumberNode(line, start))
                    .add(StackMaps.frame(stackMaps.commonSlots(), List.of()));
            into.op(Opcodes.ACONST_NULL).op(Opcodes.ATHROW);
        }
    }

    private void cover(Site site, LabelNode start, LabelNode end) {
        for (TryCatchBlockNode each : site.tries()) {
            tries.add(new TryCatchBlockNode(start, end, each.handler, each.type));
        }
    }

    private static List<Object> with(List<Object> stack, Object top) {
        List<Object> longer = new ArrayList<>(stack);
        longer.add(top);
        return longer;
    }
}
