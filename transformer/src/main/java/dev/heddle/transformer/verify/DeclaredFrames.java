// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/** The stack map table of a method, and the frame that it starts with. */
final class DeclaredFrames {

    private final ClassNode owner;
    private final MethodNode method;
    private final InstructionChecker values;
    private final Map<AbstractInsnNode, TypeState> frames = new HashMap<>();

    DeclaredFrames(ClassNode owner, MethodNode method, InstructionChecker values) throws Complaint {
        this.owner = owner;
        this.method = method;
        this.values = values;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof FrameNode frame) {
                AbstractInsnNode at = next(frame);
                if (at == null) {
                    throw new Complaint("a stack map frame stands behind the code");
                }
                frames.put(at, state(frame));
            }
        }
    }

    /** The frame that is declared for an instruction. */
    @Nullable
    TypeState at(AbstractInsnNode instruction) {
        return frames.get(instruction);
    }

    /** The frame that is declared where a branch leads. */
    @Nullable
    TypeState at(LabelNode target) {
        AbstractInsnNode instruction = next(target);
        return instruction == null ? null : frames.get(instruction);
    }

    /** What the arguments are at the start. */
    TypeState entry() throws Complaint {
        TypeState state = new TypeState(method.maxLocals, method.maxStack);
        int slot = 0;
        if ((method.access & Opcodes.ACC_STATIC) == 0) {
            Type self = Type.getObjectType(owner.name);
            boolean unfinished = method.name.equals("<init>") && !owner.name.equals("java/lang/Object");
            slot = state.declare(slot, unfinished ? new UnfinishedValue(self, null) : new BasicValue(self));
        }
        for (Type argument : Type.getArgumentTypes(method.desc)) {
            slot = state.declare(slot, values.newValue(argument));
        }
        state.declareRest(slot);
        return state;
    }

    private TypeState state(FrameNode frame) throws Complaint {
        TypeState state = new TypeState(method.maxLocals, method.maxStack);
        int slot = 0;
        for (Object local : list(frame.local)) {
            slot = state.declare(slot, value(local));
        }
        state.declareRest(slot);
        for (Object operand : list(frame.stack)) {
            state.push(value(operand));
        }
        return state;
    }

    private BasicValue value(Object type) throws Complaint {
        if (type instanceof String name) {
            return new BasicValue(Type.getObjectType(name));
        }
        if (type instanceof LabelNode label) {
            if (next(label) instanceof TypeInsnNode creation && creation.getOpcode() == Opcodes.NEW) {
                return new UnfinishedValue(Type.getObjectType(creation.desc), creation);
            }
            throw new Complaint("a stack map frame has an uninitialised object that no NEW makes");
        }
        if (type.equals(Opcodes.INTEGER)) {
            return BasicValue.INT_VALUE;
        } else if (type.equals(Opcodes.FLOAT)) {
            return BasicValue.FLOAT_VALUE;
        } else if (type.equals(Opcodes.LONG)) {
            return BasicValue.LONG_VALUE;
        } else if (type.equals(Opcodes.DOUBLE)) {
            return BasicValue.DOUBLE_VALUE;
        } else if (type.equals(Opcodes.NULL)) {
            return new BasicValue(Assignability.NULL);
        } else if (type.equals(Opcodes.UNINITIALIZED_THIS)) {
            return new UnfinishedValue(Type.getObjectType(owner.name), null);
        }
        return BasicValue.UNINITIALIZED_VALUE;
    }

    private static List<Object> list(@Nullable List<Object> types) {
        return types == null ? List.of() : types;
    }

    private static @Nullable AbstractInsnNode next(AbstractInsnNode from) {
        AbstractInsnNode at = from;
        while (at != null && at.getOpcode() < 0) {
            at = at.getNext();
        }
        return at;
    }
}
