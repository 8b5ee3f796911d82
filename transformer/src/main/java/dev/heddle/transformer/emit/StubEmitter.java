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

/** Writes what is left of the user's method, which makes the coroutine, and the method by which the coroutine's frame enters the body. */
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
        makeStart(code, plan, spills);
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

    /** Makes a frame of the receiver and the arguments, which are in their variables. */
    static void makeStart(Code code, CoroutinePlan plan, SpillPlan spills) {
        makeFrame(code, plan);
        for (Spill argument : spills.arguments()) {
            Field field = PrologueEmitter.fieldOf(argument);
            code.op(Opcodes.DUP)
                    .load(argument.type(), argument.index())
                    .putField(plan.frameName(), field.name(), field.descriptor());
        }
    }

    /** Makes a frame of the receiver. */
    static void makeFrame(Code code, CoroutinePlan plan) {
        code.add(new TypeInsnNode(Opcodes.NEW, plan.frameName())).op(Opcodes.DUP);
        if (!plan.analysis().isStatic()) {
            code.aload(0);
        }
        code.invoke(Opcodes.INVOKESPECIAL, plan.frameName(), "<init>", plan.constructorDescriptor(), false);
    }

    /**
     * {@code Object foo$resume(arguments…, Strand strand, C$foo$Async frame, int room)}: calls the body, which is private. Synthetic, so that compilers don't see it. In an
     * interface it is {@code static Object foo$resume(I self, arguments…)}.
     */
    MethodNode entry() {
        Code code = new Code();
        boolean isStatic = plan.inInterface() || plan.analysis().isStatic();
        int slot = isStatic ? 0 : 1;
        if (!isStatic) {
            code.aload(0);
        }
        for (Type argument : Type.getArgumentTypes(plan.entryDescriptor())) {
            code.access(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        invokeBody(code, plan);
        code.op(Opcodes.ARETURN);
        int access = Opcodes.ACC_SYNTHETIC
                | (isStatic ? Opcodes.ACC_STATIC : Opcodes.ACC_FINAL)
                | (plan.inInterface() ? Opcodes.ACC_PUBLIC : 0);
        MethodNode method = new MethodNode(Opcodes.ASM9, access, plan.entryName(), plan.entryDescriptor(), null, null);
        method.instructions.add(code.insns());
        return method;
    }

    /** Calls a coroutine's body from the class that it is in. */
    static void invokeBody(Code code, CoroutinePlan callee) {
        int opcode = callee.analysis().isStatic() ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL;
        code.invoke(
                opcode, callee.owner(), callee.analysis().method().name, callee.bodyDescriptor(), callee.inInterface());
    }
}
