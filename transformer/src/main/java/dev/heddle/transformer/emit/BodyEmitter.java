// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.analyse.MethodAnalysis;
import dev.heddle.transformer.analyse.Site;
import dev.heddle.transformer.plan.BodyLayout;
import dev.heddle.transformer.plan.ClassPlan;
import dev.heddle.transformer.plan.CoroutinePlan;
import dev.heddle.transformer.plan.State;
import dev.heddle.transformer.spill.SpillPlan;
import dev.heddle.transformer.symbol.Symbols;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Turns a method's code into the coroutine's body:
 *
 * <pre>
 *   room -= weight                                     the prologue
 *   if room is negative: go to NO_ROOM
 *   …
 *   r = Awaits.await(x, strand, room)                  the user's code, in its place; where it awaits, a call, a comparison
 *   if r is not SUSPENDED: go to JOIN_1
 *   SUSPEND_1: make a frame if there is none, store what is kept in it, return SUSPENDED   (behind the rest, if there are try blocks)
 *   JOIN_1: …
 *   NO_ROOM: if room is no state: make a frame, and    everything else, behind it
 *            leave the start to the driver
 *   RESUME: by the state, go to RESTORE_k,
 *           or to the header of the loop that it is in, and dispatch again there
 *   RESTORE_1: take it out again, then go to JOIN_1 with what was awaited
 * </pre>
 */
final class BodyEmitter {

    private final CoroutinePlan plan;
    private final MethodAnalysis analysis;
    private final BodyLayout layout;
    private final SpillPlan spills;
    private final MethodNode body;
    private final StackMaps stackMaps;

    BodyEmitter(CoroutinePlan plan, SpillPlan spills) {
        this.plan = plan;
        this.analysis = plan.analysis();
        this.layout = plan.layout();
        this.spills = spills;
        MethodNode method = analysis.method();
        this.body = new MethodNode(
                Opcodes.ASM9,
                // Private, so that neither people nor compilers take it for an overload of the user's method; not
                // synthetic, for coverage tools pass over what is.
                (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_STRICT)) | Opcodes.ACC_PRIVATE,
                method.name,
                plan.bodyDescriptor(),
                null,
                method.exceptions.toArray(new String[0]));
        this.stackMaps = new StackMaps(plan);
    }

    MethodNode emit(ClassPlan classPlan) {
        MethodNode method = analysis.method();
        for (Map.Entry<FrameNode, BitSet> each : analysis.liveAtFrames().entrySet()) {
            stackMaps.rewrite(each.getKey(), each.getValue());
        }
        moveVariables(method);
        body.instructions.add(method.instructions);
        body.tryCatchBlocks = method.tryCatchBlocks;
        new VariableTableEmitter(analysis, layout, body).move(method);
        int firstTemporary = layout.map(method.maxLocals);
        new ConstructionEmitter(body, layout, analysis.unmade(), firstTemporary).emit(analysis.constructions());

        Map<Site, State> states = new HashMap<>();
        plan.states().forEach(state -> states.put(state.site(), state));
        EarlyRestores early = new EarlyRestores(plan, spills);
        SuspensionEmitter suspensions = new SuspensionEmitter(plan, spills, stackMaps, early);
        SiteEmitter sites = new SiteEmitter(plan, classPlan, body, stackMaps, suspensions);
        LabelNode corrupted = new LabelNode();
        DispatchEmitter dispatch = new DispatchEmitter(plan, body, stackMaps, suspensions, early, corrupted);
        for (Site site : analysis.sites()) {
            sites.emit(site, states.get(site));
        }
        dispatch.emitLoopChecks();
        PrologueEmitter prologue = new PrologueEmitter(plan, spills, body, stackMaps);
        prologue.emit(dispatch.entry());
        body.instructions.add(corrupted(corrupted));
        body.instructions.add(prologue.noRoom());
        body.instructions.add(dispatch.code());
        body.instructions.add(suspensions.code());
        body.tryCatchBlocks.addAll(suspensions.tries());
        dropEmptyTries();
        return body;
    }

    private void moveVariables(MethodNode method) {
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof VarInsnNode access) {
                access.var = layout.map(access.var);
            } else if (insn instanceof IincInsnNode increment) {
                increment.var = layout.map(increment.var);
            }
        }
    }

    /**
     * What refuses a state that there is not. It is the first thing behind the user's code, and begins the method's first line again: what follows would otherwise count
     * as the last line, and a coverage tool would show that as covered. As this is never run, a breakpoint on the first line is not hit here.
     */
    private InsnList corrupted(LabelNode corrupted) {
        Code code = new Code().label(corrupted);
        for (AbstractInsnNode insn : body.instructions) {
            if (insn instanceof LineNumberNode first) {
                code.add(new LineNumberNode(first.line, corrupted));
                break;
            }
        }
        if (plan.states().isEmpty()) {
            return code.insns();
        }
        boolean onlyFromEntry =
                plan.states().stream().allMatch(state -> state.site().loops().isEmpty());
        List<Object> slots = onlyFromEntry ? stackMaps.entrySlots(false) : stackMaps.commonSlots();
        return code.add(StackMaps.frame(slots, List.of()))
                .aload(layout.frame())
                .invoke(Opcodes.INVOKEVIRTUAL, plan.frameName(), Symbols.CORRUPTED, Symbols.CORRUPTED_DESC, false)
                .op(Opcodes.ATHROW)
                .insns();
    }

    /** Code that has become unreachable is gone, and a try block around nothing else must go with it. */
    private void dropEmptyTries() {
        List<TryCatchBlockNode> kept = new ArrayList<>();
        for (TryCatchBlockNode each : body.tryCatchBlocks) {
            AbstractInsnNode insn = each.start;
            while (insn != each.end && insn.getOpcode() < 0) {
                insn = insn.getNext();
            }
            if (insn != each.end) {
                kept.add(each);
            }
        }
        body.tryCatchBlocks = kept;
    }
}
