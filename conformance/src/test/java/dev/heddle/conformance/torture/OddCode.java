// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import dev.heddle.transformer.analyse.TypeFlow;
import dev.heddle.transformer.analyse.TypeState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Writes awaits amid what no compiler, or hardly any, would write; the JVM takes all of it. It leaves the stack as it was. */
final class OddCode {

    private static final String BUILDER = "java/lang/StringBuilder";
    private static final String STRING = "java/lang/String";

    private final MethodNode body;
    private final TypeState types;
    private final Supplier<InsnList> await;
    private final int id;
    private final Dice dice;
    private final InsnList code = new InsnList();

    OddCode(MethodNode body, TypeState types, Supplier<InsnList> await, int id, Dice dice) {
        this.body = body;
        this.types = types;
        this.await = await;
        this.id = id;
        this.dice = dice;
    }

    InsnList code() {
        switch (dice.below(types.stack().isEmpty() ? 11 : 8)) {
            case 0 -> wideOperands();
            case 1 -> nestedNews();
            case 2 -> threeCopies();
            case 3 -> newInVariable();
            case 4 -> copiesApart();
            case 5 -> branchOverNew();
            case 6 -> loop();
            case 7 -> loopWithTwoEntries();
            case 8 -> caughtFailure();
            case 9 -> loopFromHandler();
            default -> loopInTry();
        }
        return code;
    }

    private void wideOperands() {
        ops(Opcodes.LCONST_1, Opcodes.ACONST_NULL, Opcodes.DCONST_1, Opcodes.FCONST_2);
        await();
        ops(Opcodes.POP, Opcodes.POP2, Opcodes.POP, Opcodes.POP2);
    }

    /** {@code new StringBuilder(new String(await)).toString()} */
    private void nestedNews() {
        make(BUILDER);
        ops(Opcodes.DUP);
        make(STRING);
        ops(Opcodes.DUP);
        await();
        init(STRING, "()V");
        await();
        init(BUILDER, "(Ljava/lang/String;)V");
        use(BUILDER);
    }

    private void threeCopies() {
        make(BUILDER);
        ops(Opcodes.DUP, Opcodes.DUP);
        await();
        init(BUILDER, "()V");
        use(BUILDER);
        use(BUILDER);
    }

    /** What is half made is in a variable, and on the stack as well. */
    private void newInVariable() {
        int slot = body.maxLocals++;
        make(BUILDER);
        ops(Opcodes.DUP);
        code.add(new VarInsnNode(Opcodes.ASTORE, slot));
        await();
        ops(Opcodes.ICONST_3);
        init(BUILDER, "(I)V");
        code.add(new VarInsnNode(Opcodes.ALOAD, slot));
        use(BUILDER);
    }

    private void copiesApart() {
        make(BUILDER);
        ops(Opcodes.DUP, Opcodes.ICONST_1, Opcodes.SWAP);
        await();
        init(BUILDER, "()V");
        ops(Opcodes.POP);
        use(BUILDER);
    }

    /** {@code new StringBuilder(await == null ? 1 : 2)}: a frame with what is half made in it. */
    private void branchOverNew() {
        LabelNode made = new LabelNode();
        LabelNode other = new LabelNode();
        LabelNode join = new LabelNode();
        code.add(made);
        make(BUILDER);
        ops(Opcodes.DUP);
        code.add(new LdcInsnNode(id));
        AwaitCode.call(code, "point", "(I)Ldev/heddle/Awaitable;");
        AwaitCode.await(code, true, false);
        code.add(new JumpInsnNode(Opcodes.IFNULL, other));
        ops(Opcodes.ICONST_1);
        code.add(new JumpInsnNode(Opcodes.GOTO, join));
        code.add(other);
        frame(made, made);
        await();
        ops(Opcodes.ICONST_2);
        code.add(join);
        frame(made, made, Opcodes.INTEGER);
        init(BUILDER, "(I)V");
        use(BUILDER);
    }

    /** A loop with operands on the stack all through it. */
    private void loop() {
        LabelNode head = new LabelNode();
        ops(Opcodes.ICONST_2);
        code.add(head);
        frame(Opcodes.INTEGER);
        await();
        ops(Opcodes.ICONST_M1, Opcodes.IADD, Opcodes.DUP);
        code.add(new JumpInsnNode(Opcodes.IFGT, head));
        ops(Opcodes.POP);
    }

    /** A loop that is also entered in the middle: no compiler of Java makes it, and it has no header. */
    private void loopWithTwoEntries() {
        LabelNode head = new LabelNode();
        LabelNode middle = new LabelNode();
        ops(Opcodes.ICONST_3);
        code.add(new LdcInsnNode(id));
        AwaitCode.call(code, "point", "(I)Ldev/heddle/Awaitable;");
        AwaitCode.await(code, true, false);
        code.add(new JumpInsnNode(dice.percent(50) ? Opcodes.IFNULL : Opcodes.IFNONNULL, middle));
        code.add(head);
        frame(Opcodes.INTEGER);
        await();
        code.add(middle);
        frame(Opcodes.INTEGER);
        await();
        ops(Opcodes.ICONST_M1, Opcodes.IADD, Opcodes.DUP);
        code.add(new JumpInsnNode(Opcodes.IFGT, head));
        ops(Opcodes.POP);
    }

    /** An await that fails, in a try block of its own. */
    private void caughtFailure() {
        LabelNode handler = new LabelNode();
        LabelNode after = new LabelNode();
        fail(handler, after);
        code.add(handler);
        frame(Type.getInternalName(IllegalMonitorStateException.class));
        await();
        ops(Opcodes.POP);
        code.add(after);
        frame();
        // So that a frame that follows is not at the same place.
        ops(Opcodes.NOP);
    }

    /** {@code for (i = 2; i > 0; i--) { try { fail } catch { continue } }} */
    private void loopInTry() {
        int slot = body.maxLocals++;
        LabelNode head = new LabelNode();
        LabelNode handler = new LabelNode();
        LabelNode after = new LabelNode();
        ops(Opcodes.ICONST_2);
        code.add(new VarInsnNode(Opcodes.ISTORE, slot));
        code.add(head);
        frameWith(slot);
        fail(handler, after);
        code.add(handler);
        frameWith(slot, Type.getInternalName(IllegalMonitorStateException.class));
        ops(Opcodes.POP);
        await();
        code.add(new VarInsnNode(Opcodes.ILOAD, slot));
        ops(Opcodes.ICONST_M1, Opcodes.IADD, Opcodes.DUP);
        code.add(new VarInsnNode(Opcodes.ISTORE, slot));
        code.add(new JumpInsnNode(Opcodes.IFGT, head));
        code.add(after);
        frameWith(slot);
        ops(Opcodes.NOP);
    }

    /** A loop that is entered, and gone round, by exceptions alone: its header is their handler. */
    private void loopFromHandler() {
        int slot = body.maxLocals++;
        LabelNode handler = new LabelNode();
        LabelNode after = new LabelNode();
        ops(Opcodes.ICONST_3);
        code.add(new VarInsnNode(Opcodes.ISTORE, slot));
        fail(handler, after);
        code.add(handler);
        frameWith(slot, Type.getInternalName(IllegalMonitorStateException.class));
        ops(Opcodes.POP);
        await();
        code.add(new VarInsnNode(Opcodes.ILOAD, slot));
        ops(Opcodes.ICONST_M1, Opcodes.IADD, Opcodes.DUP);
        code.add(new VarInsnNode(Opcodes.ISTORE, slot));
        code.add(new JumpInsnNode(Opcodes.IFLE, after));
        fail(handler, after);
        code.add(after);
        frameWith(slot);
        ops(Opcodes.NOP);
    }

    private void fail(LabelNode handler, LabelNode after) {
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        code.add(start);
        code.add(new LdcInsnNode(id));
        AwaitCode.call(code, "failing", "(I)Ldev/heddle/Awaitable;");
        AwaitCode.await(code, true, false);
        ops(Opcodes.POP);
        code.add(end);
        code.add(new JumpInsnNode(Opcodes.GOTO, after));
        body.tryCatchBlocks.add(
                0,
                new TryCatchBlockNode(start, end, handler, Type.getInternalName(IllegalMonitorStateException.class)));
    }

    private void await() {
        code.add(await.get());
    }

    private void ops(int... opcodes) {
        for (int opcode : opcodes) {
            code.add(new InsnNode(opcode));
        }
    }

    private void make(String type) {
        if (!(code.getLast() instanceof LabelNode)) {
            code.add(new LabelNode());
        }
        code.add(new TypeInsnNode(Opcodes.NEW, type));
    }

    private void init(String type, String descriptor) {
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, type, "<init>", descriptor, false));
    }

    /** Calls a method of what is on the stack, which proves that it was made. */
    private void use(String type) {
        code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, type, "length", "()I", false));
        ops(Opcodes.POP);
    }

    private void frame(Object... more) {
        List<Object> stack = labelled(types.stack());
        stack.addAll(List.of(more));
        code.add(frame(labelled(types.locals()), stack));
    }

    /** With an int in a variable that was not there before. */
    private void frameWith(int slot, Object... more) {
        List<Object> locals = labelled(types.locals());
        while (locals.size() <= slot) {
            locals.add(Opcodes.TOP);
        }
        locals.set(slot, Opcodes.INTEGER);
        List<Object> stack = labelled(types.stack());
        stack.addAll(List.of(more));
        code.add(frame(locals, stack));
    }

    private static FrameNode frame(List<Object> slots, List<Object> stack) {
        List<Object> locals = new ArrayList<>();
        for (int slot = 0; slot < slots.size(); slot++) {
            locals.add(slots.get(slot));
            if (TypeFlow.isWide(slots.get(slot))) {
                slot++;
            }
        }
        return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray());
    }

    /** Frames name an object that is not initialised by the label of its NEW. */
    private static List<Object> labelled(List<Object> types) {
        List<Object> labelled = new ArrayList<>();
        for (Object type : types) {
            labelled.add(type instanceof TypeInsnNode made ? labelOf(made) : type);
        }
        return labelled;
    }

    private static AbstractInsnNode labelOf(AbstractInsnNode made) {
        AbstractInsnNode before = made.getPrevious();
        while (!(before instanceof LabelNode)) {
            before = before.getPrevious();
        }
        return before;
    }
}
