// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/** ASM's check of the operands of single instructions, with {@link Assignability} instead of loaded classes, and with objects that are not initialised. */
final class InstructionChecker extends SimpleVerifier {

    private static final Type THROWABLE = Type.getObjectType("java/lang/Throwable");

    private final Assignability assignability;
    private final ClassNode owner;
    private final Type currentClass;

    InstructionChecker(ClassNode owner, Assignability assignability) {
        super(
                Opcodes.ASM9,
                Type.getObjectType(owner.name),
                null,
                List.of(),
                (owner.access & Opcodes.ACC_INTERFACE) != 0);
        this.owner = owner;
        this.assignability = assignability;
        this.currentClass = Type.getObjectType(owner.name);
    }

    @Override
    public BasicValue newOperation(AbstractInsnNode instruction) throws AnalyzerException {
        return instruction.getOpcode() == Opcodes.NEW
                ? new UnfinishedValue(Type.getObjectType(((TypeInsnNode) instruction).desc), instruction)
                : super.newOperation(instruction);
    }

    @Override
    public BasicValue unaryOperation(AbstractInsnNode instruction, BasicValue value) throws AnalyzerException {
        switch (instruction.getOpcode()) {
            case Opcodes.CHECKCAST, Opcodes.INSTANCEOF, Opcodes.ARETURN -> requireFinished(instruction, value);
            case Opcodes.ATHROW -> {
                if (!isSubTypeOf(value, new BasicValue(THROWABLE))) {
                    throw new AnalyzerException(instruction, "what is thrown is no Throwable", "Throwable", value);
                }
            }
            default -> {
                // The rest is checked by ASM alone.
            }
        }
        return super.unaryOperation(instruction, value);
    }

    @Override
    public BasicValue binaryOperation(AbstractInsnNode instruction, BasicValue value1, BasicValue value2)
            throws AnalyzerException {
        if (instruction.getOpcode() == Opcodes.IF_ACMPEQ || instruction.getOpcode() == Opcodes.IF_ACMPNE) {
            requireFinished(instruction, value1);
            requireFinished(instruction, value2);
        }
        return super.binaryOperation(instruction, value1, value2);
    }

    @Override
    public BasicValue ternaryOperation(
            AbstractInsnNode instruction, BasicValue value1, BasicValue value2, BasicValue value3)
            throws AnalyzerException {
        if (instruction.getOpcode() == Opcodes.AASTORE
                && !isSubTypeOf(value1, newValue(Type.getType("[Ljava/lang/Object;")))) {
            throw new AnalyzerException(instruction, "the operand is no array of references", "an array", value1);
        }
        return super.ternaryOperation(instruction, value1, value2, value3);
    }

    @Override
    public BasicValue naryOperation(AbstractInsnNode instruction, List<? extends BasicValue> values)
            throws AnalyzerException {
        if (instruction instanceof MethodInsnNode call) {
            requireRightCall(call, values);
        }
        return super.naryOperation(instruction, values);
    }

    private void requireRightCall(MethodInsnNode call, List<? extends BasicValue> values) throws AnalyzerException {
        boolean wantsInterface = call.getOpcode() == Opcodes.INVOKEINTERFACE;
        if (call.itf != wantsInterface && (wantsInterface || call.getOpcode() == Opcodes.INVOKEVIRTUAL)) {
            throw new AnalyzerException(
                    call, call.itf ? "it calls an interface's method" : "it calls a class's method");
        }
        // A private or super call is made on the class's own objects only.
        if (call.getOpcode() == Opcodes.INVOKESPECIAL
                && !call.name.equals("<init>")
                && !isSubTypeOf(values.get(0), new BasicValue(currentClass))) {
            throw new AnalyzerException(
                    call, "the receiver of invokespecial is of another class", currentClass, values.get(0));
        }
        if (call.getOpcode() == Opcodes.INVOKESPECIAL
                && call.itf
                && !call.owner.equals(owner.name)
                && !owner.interfaces.contains(call.owner)) {
            throw new AnalyzerException(call, call.owner + " is no direct superinterface");
        }
    }

    @Override
    protected boolean isSubTypeOf(BasicValue value, BasicValue expected) {
        return assignability.isAssignable(value, expected);
    }

    private static void requireFinished(AbstractInsnNode instruction, BasicValue value) throws AnalyzerException {
        if (value instanceof UnfinishedValue) {
            throw new AnalyzerException(instruction, "the object is not initialised yet", "an object", value);
        }
    }
}
