// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;

/** The two instructions that take an object which is not initialised yet. */
record ObjectCreation(ClassNode owner, InstructionChecker instructions) {

    /** A constructor call: it makes an object of all that refer to the unfinished one. */
    void construct(MethodInsnNode call, TypeState state) throws Complaint, AnalyzerException {
        int receiver = state.getStackSize() - 1 - Type.getArgumentTypes(call.desc).length;
        if (receiver < 0 || !(state.getStack(receiver) instanceof UnfinishedValue unfinished)) {
            throw new Complaint("a constructor is called for what is no new object");
        }
        boolean superCall = unfinished.isThis() && call.owner.equals(owner.superName);
        if (!superCall && !call.owner.equals(unfinished.getType().getInternalName())) {
            throw new Complaint("the constructor is one of " + call.owner + ", the object is " + unfinished);
        }
        // Only now: as an argument of its own constructor the object is still unfinished.
        state.setStack(receiver, new BasicValue(Type.getObjectType(call.owner)));
        state.execute(call, instructions);
        state.finish(unfinished);
    }

    /** A constructor may set fields that its own class declares before it calls another constructor. */
    void putField(FieldInsnNode access, TypeState state) throws AnalyzerException {
        int receiver = state.getStackSize() - 2;
        if (receiver >= 0
                && state.getStack(receiver) instanceof UnfinishedValue value
                && value.isThis()
                && declares(access)) {
            state.setStack(receiver, new BasicValue(value.getType()));
        }
        state.execute(access, instructions);
    }

    private boolean declares(FieldInsnNode access) {
        return access.owner.equals(owner.name)
                && owner.fields.stream().anyMatch(f -> f.name.equals(access.name) && f.desc.equals(access.desc));
    }
}
