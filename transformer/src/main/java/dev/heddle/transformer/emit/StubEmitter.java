// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.plan.CoroutinePlan;
import dev.heddle.transformer.spill.Field;
import dev.heddle.transformer.spill.Spill;
import dev.heddle.transformer.spill.SpillPlan;
import dev.heddle.transformer.symbol.Symbols;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Writes what is left of the user's method, which makes the coroutine, and the methods by which the coroutine's frame enters the body. */
final class StubEmitter {

    private final CoroutinePlan plan;
    private final SpillPlan spills;

    StubEmitter(CoroutinePlan plan, SpillPlan spills) {
        this.plan = plan;
        this.spills = spills;
    }

    /** Empties the method and has it return {@code new C$foo$Async(this, arguments…)}. No lines: a breakpoint on the method's first line is to be hit in the body alone. */
    void rewrite(MethodNode method) {
        Code code = new Code();
        code.add(new TypeInsnNode(Opcodes.NEW, plan.frameName())).op(Opcodes.DUP);
        code.invoke(Opcodes.INVOKESPECIAL, plan.frameName(), "<init>", "()V", false);
        for (Field self : spills.self()) {
            code.op(Opcodes.DUP).aload(0).putField(plan.frameName(), self.name(), self.descriptor());
        }
        for (Spill argument : spills.arguments()) {
            Field field = PrologueEmitter.fieldOf(argument);
            code.op(Opcodes.DUP)
                    .load(argument.type(), argument.index())
                    .putField(plan.frameName(), field.name(), field.descriptor());
        }
        if (plan.analysis().kind().isHot()) {
            code.invokeStatic(Symbols.AWAITS, Symbols.START, Symbols.START_DESC);
        }
        code.op(Opcodes.ARETURN);
        method.instructions = code.insns();
        method.tryCatchBlocks = new java.util.ArrayList<>();
        method.localVariables = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
    }

    /** {@code static Object foo$start(C$foo$Async frame, Strand strand, int depth)}: starts the body. */
    MethodNode start() {
        Code code = new Code();
        receiver(code);
        if (!plan.layout().argumentsInFrame()) {
            for (Spill argument : spills.arguments()) {
                code.take(0, plan.frameName(), PrologueEmitter.fieldOf(argument));
            }
        }
        return wayIn(plan.startName(), code);
    }

    /** {@code static Object foo$resume(C$foo$Async frame, Strand strand, int state)}: has a body go on that takes arguments, which it does not need any more. */
    MethodNode resume() {
        Code code = new Code();
        receiver(code);
        for (Type argument : Type.getArgumentTypes(plan.analysis().method().desc)) {
            code.dummy(argument);
        }
        return wayIn(plan.resumeName(), code);
    }

    private MethodNode wayIn(String name, Code code) {
        code.aload(1).aload(0).iload(2);
        invokeBody(code, plan);
        code.op(Opcodes.ARETURN);
        int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (plan.inInterface() ? Opcodes.ACC_PUBLIC : 0);
        MethodNode method = new MethodNode(Opcodes.ASM9, access, name, plan.wayInDescriptor(), null, null);
        method.instructions.add(code.insns());
        return method;
    }

    private void receiver(Code code) {
        for (Field self : spills.self()) {
            code.aload(0).getField(plan.frameName(), self.name(), self.descriptor());
        }
    }

    /** Calls a coroutine's body from the class that it is in. */
    static void invokeBody(Code code, CoroutinePlan callee) {
        int opcode = callee.analysis().isStatic() ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL;
        code.invoke(
                opcode, callee.owner(), callee.analysis().method().name, callee.bodyDescriptor(), callee.inInterface());
    }
}
