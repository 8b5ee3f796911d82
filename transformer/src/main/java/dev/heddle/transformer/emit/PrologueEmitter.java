// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.plan.BodyLayout;
import dev.heddle.transformer.plan.CoroutinePlan;
import dev.heddle.transformer.spill.Field;
import dev.heddle.transformer.spill.Spill;
import dev.heddle.transformer.spill.SpillPlan;
import dev.heddle.transformer.symbol.Symbols;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/** Writes the beginning of a body, and what it does where the Java stack is too deep. */
final class PrologueEmitter {

    private final CoroutinePlan plan;
    private final SpillPlan spills;
    private final BodyLayout layout;
    private final MethodNode body;
    private final StackMaps stackMaps;
    private final Code deep = new Code();

    PrologueEmitter(CoroutinePlan plan, SpillPlan spills, MethodNode body, StackMaps stackMaps) {
        this.plan = plan;
        this.spills = spills;
        this.layout = plan.layout();
        this.body = body;
        this.stackMaps = stackMaps;
    }

    void emit(LabelNode resume) {
        Code prologue = new Code();
        if (plan.awaits()) {
            // Once for all, and before it is looked at: what is awaited in a loop then costs no addition, and the
            // header's check of the same value is one that the JIT has already seen.
            prologue.add(new IincInsnNode(layout.depth(), plan.weight()));
        }
        if (!plan.states().isEmpty()) {
            prologue.iload(layout.depth()).jump(Opcodes.IFLT, resume);
        }
        if (layout.argumentsInFrame()) {
            loadArguments(prologue);
        } else {
            // Also where nothing is called from here: it is by this check that a loop that awaits us is made to yield.
            LabelNode tooDeep = new LabelNode();
            prologue.iload(layout.depth()).push(Symbols.DEPTH_LIMIT).jump(Opcodes.IF_ICMPGE, tooDeep);
            startLater(tooDeep);
        }
        if (layout.budgeted()) {
            prologue.push(Symbols.BUDGET).access(Opcodes.ISTORE, layout.budget());
        }
        if (layout.receiverCopied()) {
            prologue.aload(0).access(Opcodes.ASTORE, layout.map(0));
        }
        body.instructions.insert(prologue.insns());
    }

    /** What {@link #emit} needs behind the user's code. */
    InsnList deepStart() {
        return deep.insns();
    }

    private void loadArguments(Code code) {
        for (Spill argument : spills.arguments()) {
            code.take(layout.frame(), plan.frameName(), fieldOf(argument))
                    .store(argument.type(), layout.map(argument.index()));
        }
    }

    private void startLater(LabelNode tooDeep) {
        deep.label(tooDeep).add(StackMaps.frame(stackMaps.entrySlots(false), List.of()));
        deep.aload(layout.frame());
        if (!plan.analysis().isStatic()) {
            deep.aload(0);
        }
        for (Spill argument : spills.arguments()) {
            deep.load(argument.type(), argument.index());
        }
        deep.aload(layout.strand())
                .invokeStatic(
                        plan.frameName(), FrameClassEmitter.LATER, FrameClassEmitter.laterDescriptor(plan, spills))
                .op(Opcodes.ARETURN);
    }

    static Field fieldOf(Spill argument) {
        Field field = argument.field();
        if (field == null) {
            throw new IllegalStateException("an argument without a field: " + argument);
        }
        return field;
    }
}
