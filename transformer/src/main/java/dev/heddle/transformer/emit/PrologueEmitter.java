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

/** Writes the beginning of a body, and what it does where there is no room left on the Java stack. */
final class PrologueEmitter {

    private final CoroutinePlan plan;
    private final SpillPlan spills;
    private final BodyLayout layout;
    private final MethodNode body;
    private final StackMaps stackMaps;
    private final Code noRoom = new Code();

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
            // Once for all, and before it is looked at: what is awaited in a loop then costs no subtraction, and the
            // header's check of the same value is one that the JIT has already seen.
            prologue.add(new IincInsnNode(layout.room(), -plan.weight()));
        }
        // One check for two reasons. Also where nothing is called from here: it is by this check that a loop that
        // awaits
        // us is made to yield.
        LabelNode noRoom = new LabelNode();
        prologue.iload(layout.room()).jump(Opcodes.IFLT, noRoom);
        startLater(noRoom, resume);
        if (layout.argumentsInFrame()) {
            loadArguments(prologue);
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
    InsnList noRoom() {
        return noRoom.insns();
    }

    private void loadArguments(Code code) {
        for (Spill argument : spills.arguments()) {
            code.take(layout.frame(), plan.frameName(), fieldOf(argument))
                    .store(argument.type(), layout.map(argument.index()));
        }
    }

    /**
     * Writes what happens where there is no room. A new frame is made even if the body was called with one: if the caller's is seen nowhere else, the JIT does without it. In the
     * body and not in a method of its own, which would cost each class some hundred bytes.
     */
    private void startLater(LabelNode begin, LabelNode resume) {
        noRoom.label(begin).add(StackMaps.frame(stackMaps.entrySlots(false), List.of()));
        if (!plan.states().isEmpty()) {
            noRoom.iload(layout.room()).push(Symbols.STATE_BASE).jump(Opcodes.IF_ICMPLT, resume);
        }
        if (layout.argumentsInFrame()) {
            noRoom.aload(layout.frame());
        } else {
            StubEmitter.makeStart(noRoom, plan, spills);
        }
        noRoom.aload(layout.strand())
                .invoke(Opcodes.INVOKEVIRTUAL, plan.frameName(), Symbols.START_LATER, Symbols.START_LATER_DESC, false)
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
