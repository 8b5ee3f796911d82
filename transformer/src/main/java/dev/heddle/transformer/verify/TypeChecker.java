// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.util.Printer;

/**
 * Verification by type checking. One pass over the instructions of a method, in the order in which they stand:
 *
 * <ol>
 *   <li>Where a frame is declared, the types so far must fit it, and from there on it counts. Behind a goto, return, throw or switch one must be declared.
 *   <li>Inside a try range, the local variables must fit the frame of the handler. They are compared when they may have changed, not at each instruction.
 *   <li>The operands must be what the instruction takes; they are replaced by its result.
 *   <li>Where the instruction may branch to, a frame must be declared which the types fit.
 * </ol>
 */
final class TypeChecker {

    private static final BasicValue THROWABLE = new BasicValue(Type.getObjectType("java/lang/Throwable"));

    private final MethodNode method;
    private final FrameFit fit;
    private final InstructionChecker instructions;
    private final ObjectCreation creation;
    private final DeclaredFrames declared;
    private final TryRanges ranges;
    private List<TryCatchBlockNode> comparedRanges = List.of();
    private boolean localsChanged = true;

    private TypeChecker(ClassNode owner, MethodNode method, Assignability assignability) throws Complaint {
        this.method = method;
        this.fit = new FrameFit(assignability);
        this.instructions = new InstructionChecker(owner, assignability);
        this.creation = new ObjectCreation(owner, instructions);
        this.declared = new DeclaredFrames(owner, method, instructions);
        this.ranges = new TryRanges(method);
    }

    static void check(ClassNode owner, MethodNode method, Assignability assignability) throws Complaint {
        try {
            new TypeChecker(owner, method, assignability).walk();
        } catch (Complaint complaint) {
            throw new Complaint(
                    owner.name.replace('/', '.') + "." + method.name + method.desc + ": " + complaint.getMessage());
        }
    }

    private void walk() throws Complaint {
        TypeState state = declared.entry();
        int index = 0;
        int line = 0;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LabelNode label) {
                ranges.pass(label);
            } else if (instruction instanceof LineNumberNode number) {
                line = number.line;
            } else if (instruction.getOpcode() >= 0) {
                state = step(instruction, index++, line, state);
            }
        }
        if (state != null) {
            throw new Complaint("the code runs off its end");
        }
    }

    private @Nullable TypeState step(AbstractInsnNode instruction, int index, int line, @Nullable TypeState before)
            throws Complaint {
        try {
            TypeState state = enter(instruction, before);
            requireHandlersFit(state);
            execute(instruction, state);
            state.requireRoom();
            for (LabelNode target : ControlFlow.targets(instruction)) {
                fit.require(state, frameAt(target, "where it branches to"), "where it branches to");
            }
            return ControlFlow.goesOn(instruction) ? state : null;
        } catch (Complaint complaint) {
            String name = Printer.OPCODES[instruction.getOpcode()].toLowerCase(Locale.ROOT);
            throw new Complaint("instruction " + index + " (" + name + (line == 0 ? "" : ", line " + line) + "): "
                    + complaint.getMessage());
        }
    }

    private TypeState enter(AbstractInsnNode instruction, @Nullable TypeState before) throws Complaint {
        TypeState frame = declared.at(instruction);
        if (frame != null) {
            if (before != null) {
                fit.require(before, frame, "here");
            }
            frame.requireRoom();
            localsChanged = true;
            return new TypeState(frame);
        }
        if (before == null) {
            throw new Complaint("no frame is declared here, though the instruction before does not lead here");
        }
        return before;
    }

    private void execute(AbstractInsnNode instruction, TypeState state) throws Complaint {
        localsChanged |= ControlFlow.stores(instruction);
        try {
            if (instruction instanceof MethodInsnNode call && call.name.equals("<init>")) {
                creation.construct(call, state);
                localsChanged = true;
                requireHandlersFit(state);
            } else if (instruction.getOpcode() == Opcodes.PUTFIELD) {
                creation.putField((FieldInsnNode) instruction, state);
            } else if (instruction.getOpcode() >= Opcodes.IRETURN && instruction.getOpcode() <= Opcodes.RETURN) {
                leave(instruction, state);
            } else {
                state.execute(instruction, instructions);
            }
        } catch (AnalyzerException | IndexOutOfBoundsException e) {
            throw new Complaint(String.valueOf(e.getMessage()));
        }
    }

    private void leave(AbstractInsnNode instruction, TypeState state) throws Complaint, AnalyzerException {
        Type type = Type.getReturnType(method.desc);
        if (type.getOpcode(Opcodes.IRETURN) != instruction.getOpcode()) {
            throw new Complaint("the method returns " + type.getClassName());
        }
        if (state.hasUnfinishedThis()) {
            throw new Complaint("the constructor returns before it has called another one");
        }
        state.setReturn(instructions.newValue(type));
        state.execute(instruction, instructions);
    }

    private void requireHandlersFit(TypeState state) throws Complaint {
        if (!localsChanged && comparedRanges == ranges.current()) {
            return;
        }
        localsChanged = false;
        comparedRanges = ranges.current();
        for (TryCatchBlockNode block : comparedRanges) {
            BasicValue caught = block.type == null ? THROWABLE : new BasicValue(Type.getObjectType(block.type));
            if (!fit.assignability().isAssignable(caught, THROWABLE)) {
                throw new Complaint("the handler of its try range catches " + block.type + ", which is no Throwable");
            }
            TypeState thrown = state.thrown(caught);
            fit.require(
                    thrown,
                    frameAt(block.handler, "at the handler of its try range"),
                    "at the handler of its try range");
        }
    }

    private TypeState frameAt(LabelNode label, String where) throws Complaint {
        TypeState frame = declared.at(label);
        if (frame == null) {
            throw new Complaint("no frame is declared " + where);
        }
        return frame;
    }
}
