// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import org.objectweb.asm.tree.analysis.BasicValue;

/** Whether types fit a frame that is declared. */
record FrameFit(Assignability assignability) {

    /** Checks each local variable and each operand, and that a constructor's duty to call another one is not forgotten. */
    void require(TypeState from, TypeState to, String where) throws Complaint {
        if (from.getStackSize() != to.getStackSize()) {
            throw new Complaint("there are " + from.getStackSize() + " operands, but the frame " + where + " declares "
                    + to.getStackSize());
        }
        if (from.hasUnfinishedThis() && !to.hasUnfinishedThis()) {
            throw new Complaint("this is uninitialised, but the frame " + where + " does not say so");
        }
        for (int slot = 0; slot < from.getLocals(); slot++) {
            require(from.getLocal(slot), to.getLocal(slot), "local variable " + slot, where);
        }
        for (int i = 0; i < from.getStackSize(); i++) {
            require(from.getStack(i), to.getStack(i), "operand " + i, where);
        }
    }

    private void require(BasicValue from, BasicValue to, String what, String where) throws Complaint {
        if (!assignability.isAssignable(from, to)) {
            throw new Complaint(what + " is " + name(from) + ", but the frame " + where + " declares " + name(to));
        }
    }

    private static String name(BasicValue value) {
        if (value instanceof UnfinishedValue) {
            return value.toString();
        }
        return value.equals(BasicValue.UNINITIALIZED_VALUE)
                ? "unusable"
                : value.getType().getClassName();
    }
}
