// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.plan.CoroutinePlan;
import dev.heddle.transformer.spill.Field;
import dev.heddle.transformer.spill.Spill;
import dev.heddle.transformer.spill.SpillPlan;
import dev.heddle.transformer.symbol.Symbols;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Writes the class of a coroutine's frame. It tells no lines, nor what it is for: that stands in the class that it belongs to, once for all its frames. It has fields, and
 *
 * <pre>
 *   C$foo$Async(C self)
 *   static C$foo$Async make(C$foo$Async frame, C self)   gives the frame, or a new one; if there are many places that need it
 *   public Object begin(Strand strand, int room)         enters the body: self.foo$resume(arguments…, strand, this, room)
 *   protected Object resume(Strand strand, int room)     enters the body: self.foo$resume(dummies…, strand, this, STATE_BASE + state)
 * </pre>
 */
final class FrameClassEmitter {

    private final CoroutinePlan plan;
    private final SpillPlan spills;
    private final ClassNode node = new ClassNode(Opcodes.ASM9);

    FrameClassEmitter(CoroutinePlan plan, SpillPlan spills) {
        this.plan = plan;
        this.spills = spills;
    }

    ClassNode emit(ClassNode host) {
        node.visit(
                Math.max(host.version & 0xFFFF, Opcodes.V1_8),
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                plan.frameName(),
                null,
                Symbols.FRAME,
                new String[0]);
        for (Field field : spills.fields()) {
            node.fields.add(new FieldNode(0, field.name(), field.descriptor(), null, null));
        }
        constructor();
        if (plan.hasMaker()) {
            maker();
        }
        begin();
        if (!plan.states().isEmpty()) {
            resume();
        }
        return node;
    }

    private void constructor() {
        MethodNode method = new MethodNode(Opcodes.ASM9, 0, "<init>", plan.constructorDescriptor(), null, null);
        Code code = new Code().aload(0).invoke(Opcodes.INVOKESPECIAL, Symbols.FRAME, "<init>", "()V", false);
        for (Field self : spills.self()) {
            code.aload(0).aload(1).putField(plan.frameName(), self.name(), self.descriptor());
        }
        method.instructions.add(code.op(Opcodes.RETURN).insns());
        node.methods.add(method);
    }

    private void maker() {
        LabelNode none = new LabelNode();
        Code code = new Code().aload(0).jump(Opcodes.IFNULL, none).aload(0).op(Opcodes.ARETURN);
        code.label(none)
                .add(new FrameNode(Opcodes.F_SAME, 0, null, 0, null))
                .add(new TypeInsnNode(Opcodes.NEW, plan.frameName()));
        code.op(Opcodes.DUP);
        if (!plan.analysis().isStatic()) {
            code.aload(1);
        }
        code.invoke(Opcodes.INVOKESPECIAL, plan.frameName(), "<init>", plan.constructorDescriptor(), false);
        MethodNode method =
                new MethodNode(Opcodes.ASM9, Opcodes.ACC_STATIC, Symbols.MAKE, plan.makerDescriptor(), null, null);
        method.instructions.add(code.op(Opcodes.ARETURN).insns());
        node.methods.add(method);
    }

    /** So short (up to 35 bytes) that the JIT inlines it before it has seen it run often: only so does the frame of a coroutine that does not suspend never exist. */
    private void begin() {
        Code code = new Code().aload(0).push(Symbols.RUNNING).putField(plan.frameName(), Symbols.STATE, "I");
        receiver(code);
        if (!plan.layout().argumentsInFrame()) {
            for (Spill argument : spills.arguments()) {
                code.take(0, plan.frameName(), PrologueEmitter.fieldOf(argument));
            }
        }
        code.aload(1).aload(0).iload(2);
        enter(code, Opcodes.ACC_PUBLIC, Symbols.BEGIN);
    }

    private void resume() {
        Code code = new Code();
        receiver(code);
        for (Type argument : plan.argumentTypes()) {
            code.dummy(argument);
        }
        code.aload(1).aload(0).aload(0).getField(plan.frameName(), Symbols.STATE, "I");
        code.push(Symbols.STATE_BASE).op(Opcodes.IADD);
        enter(code, Opcodes.ACC_PROTECTED, Symbols.RESUME);
    }

    private void receiver(Code code) {
        for (Field self : spills.self()) {
            code.aload(0).getField(plan.frameName(), self.name(), self.descriptor());
        }
    }

    private void enter(Code code, int access, String name) {
        boolean isStatic = plan.inInterface() || plan.analysis().isStatic();
        code.invoke(
                        isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL,
                        plan.owner(),
                        plan.entryName(),
                        plan.entryDescriptor(),
                        plan.inInterface())
                .op(Opcodes.ARETURN);
        MethodNode method = new MethodNode(Opcodes.ASM9, access, name, Symbols.RESUME_DESC, null, null);
        method.instructions.add(code.insns());
        node.methods.add(method);
    }
}
