// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.plan.CoroutinePlan;
import dev.heddle.transformer.plan.State;
import dev.heddle.transformer.spill.Field;
import dev.heddle.transformer.spill.Spill;
import dev.heddle.transformer.spill.SpillPlan;
import dev.heddle.transformer.symbol.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Writes the class of a coroutine's frame: fields, and
 *
 * <pre>
 *   static C$foo$Async make(C$foo$Async frame, C self)     gives the frame, or a new one
 *   static Object later(frame, self, arguments…, strand)   has the driver start the body
 *   public Object begin(Strand strand, int depth)          enters the body, by C.foo$start(this, strand, depth)
 *   protected Object resume(Strand strand, int depth)      enters the body, by C.foo$start(this, strand, depth) or C.foo$resume(this, strand, STATE_BASE + state)
 * </pre>
 */
final class FrameClassEmitter {

    static final String MAKE = "make";
    static final String LATER = "later";

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
        if (host.sourceFile != null) {
            node.visitSource(host.sourceFile, null);
        }
        table(host.sourceFile);
        for (Field field : spills.fields()) {
            node.fields.add(new FieldNode(0, field.name(), field.descriptor(), null, null));
        }
        constructor();
        make();
        if (!plan.layout().argumentsInFrame()) {
            later();
        }
        begin();
        resume();
        return node;
    }

    private void constructor() {
        MethodNode method = new MethodNode(Opcodes.ASM9, 0, "<init>", "()V", null, null);
        method.instructions.add(new Code()
                .aload(0)
                .invoke(Opcodes.INVOKESPECIAL, Symbols.FRAME, "<init>", "()V", false)
                .op(Opcodes.RETURN)
                .insns());
        node.methods.add(method);
    }

    private void make() {
        MethodNode method = new MethodNode(Opcodes.ASM9, Opcodes.ACC_STATIC, MAKE, plan.makeDescriptor(), null, null);
        LabelNode none = new LabelNode();
        List<Object> locals = new ArrayList<>(List.of(plan.frameName()));
        if (!plan.analysis().isStatic()) {
            locals.add(plan.owner());
        }
        Code code = new Code().aload(0).jump(Opcodes.IFNULL, none).aload(0).op(Opcodes.ARETURN);
        code.label(none).add(new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), 0, new Object[0]));
        code.add(new TypeInsnNode(Opcodes.NEW, plan.frameName()))
                .op(Opcodes.DUP)
                .invoke(Opcodes.INVOKESPECIAL, plan.frameName(), "<init>", "()V", false);
        for (Field self : spills.self()) {
            code.op(Opcodes.DUP).aload(1).putField(plan.frameName(), self.name(), self.descriptor());
        }
        method.instructions.add(code.op(Opcodes.ARETURN).insns());
        node.methods.add(method);
    }

    /** Not in the body, which the JIT inlines the sooner the shorter it is. */
    private void later() {
        MethodNode method =
                new MethodNode(Opcodes.ASM9, Opcodes.ACC_STATIC, LATER, laterDescriptor(plan, spills), null, null);
        Code code = new Code().aload(0);
        int slot = 1;
        if (!plan.analysis().isStatic()) {
            code.aload(slot++);
        }
        code.invokeStatic(plan.frameName(), MAKE, plan.makeDescriptor()).access(Opcodes.ASTORE, 0);
        for (Spill argument : spills.arguments()) {
            Field field = PrologueEmitter.fieldOf(argument);
            code.aload(0).load(argument.type(), slot).putField(plan.frameName(), field.name(), field.descriptor());
            slot += Type.getType(field.descriptor()).getSize();
        }
        code.aload(0).push(Symbols.CLAIMED).putField(plan.frameName(), Symbols.STATE, "I");
        code.aload(0)
                .aload(slot)
                .invoke(Opcodes.INVOKEVIRTUAL, plan.frameName(), Symbols.START_LATER, Symbols.START_LATER_DESC, false)
                .op(Opcodes.ARETURN);
        method.instructions.add(code.insns());
        node.methods.add(method);
    }

    static String laterDescriptor(CoroutinePlan plan, SpillPlan spills) {
        StringBuilder descriptor = new StringBuilder("(").append(plan.frameDescriptor());
        if (!plan.analysis().isStatic()) {
            descriptor.append('L').append(plan.owner()).append(';');
        }
        for (Spill argument : spills.arguments()) {
            descriptor.append(PrologueEmitter.fieldOf(argument).descriptor());
        }
        return descriptor
                .append(Symbols.STRAND_DESC)
                .append(')')
                .append(Symbols.OBJECT_DESC)
                .toString();
    }

    /**
     * Two ways into the body, each so short (up to 35 bytes) that the JIT inlines it before it has seen it run often: only so does the frame of a coroutine that does not
     * suspend never exist.
     */
    private void resume() {
        MethodNode method =
                new MethodNode(Opcodes.ASM9, Opcodes.ACC_PROTECTED, Symbols.RESUME, Symbols.RESUME_DESC, null, null);
        LabelNode goOn = new LabelNode();
        Code code = new Code();
        code.aload(0)
                .getField(plan.frameName(), Symbols.STATE, "I")
                .push(Symbols.CLAIMED)
                .jump(Opcodes.IF_ICMPNE, goOn);
        start(code);
        Object[] locals = {plan.frameName(), Symbols.STRAND, Opcodes.INTEGER};
        code.label(goOn).add(new FrameNode(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]));
        if (plan.states().isEmpty()) {
            code.aload(0)
                    .invoke(Opcodes.INVOKEVIRTUAL, plan.frameName(), Symbols.CORRUPTED, Symbols.CORRUPTED_DESC, false)
                    .op(Opcodes.ATHROW);
        } else {
            code.aload(0).aload(1).aload(0).getField(plan.frameName(), Symbols.STATE, "I");
            enter(code.push(Symbols.STATE_BASE).op(Opcodes.IADD), plan.resumeName());
        }
        method.instructions.add(code.insns());
        node.methods.add(method);
    }

    private void begin() {
        MethodNode method =
                new MethodNode(Opcodes.ASM9, Opcodes.ACC_PUBLIC, Symbols.BEGIN, Symbols.RESUME_DESC, null, null);
        Code code = new Code();
        start(code);
        method.instructions.add(code.insns());
        node.methods.add(method);
    }

    private void start(Code code) {
        code.aload(0).push(Symbols.RUNNING).putField(plan.frameName(), Symbols.STATE, "I");
        enter(code.aload(0).aload(1).iload(2), plan.startName());
    }

    private void enter(Code code, String name) {
        code.invoke(Opcodes.INVOKESTATIC, plan.owner(), name, plan.wayInDescriptor(), plan.inInterface())
                .op(Opcodes.ARETURN);
    }

    private void table(@Nullable String sourceFile) {
        AnnotationVisitor table = node.visitAnnotation(Symbols.FRAME_TABLE_DESC, true);
        table.visit("format", Symbols.FORMAT);
        table.visit("type", plan.owner().replace('/', '.'));
        table.visit("method", plan.analysis().method().name);
        table.visit("descriptor", plan.analysis().method().desc);
        table.visit("file", sourceFile == null ? "" : sourceFile);
        table.visit(
                "lines",
                plan.states().stream().mapToInt(state -> state.site().line()).toArray());
        AnnotationVisitor awaits = table.visitArray("awaits");
        plan.states().forEach(state -> awaits.visit(null, state.awaited()));
        awaits.visitEnd();
        AnnotationVisitor kept = table.visitArray("kept");
        for (State state : plan.states()) {
            kept.visit(null, kept(spills.states().get(state.number() - 1)));
        }
        kept.visitEnd();
        table.visitEnd();
    }

    private static String kept(SpillPlan.StateSpill state) {
        StringJoiner list = new StringJoiner(" ");
        List<Spill> all = new ArrayList<>(state.stack());
        all.addAll(state.locals());
        for (Spill spill : all) {
            if (spill.field() != null) {
                list.add(spill.field().name() + "=" + spill.name() + ":"
                        + spill.field().descriptor());
            }
        }
        return list.toString();
    }
}
