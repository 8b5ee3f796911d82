// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** The types of the local variables and of the operand stack at one instruction. The second half of a long or double is {@link BasicValue#UNINITIALIZED_VALUE}. */
final class TypeState extends Frame<BasicValue> {

    /** In words, where {@link Frame} counts values. */
    private final int maxStack;

    TypeState(int maxLocals, int maxStack) {
        super(maxLocals, maxStack);
        this.maxStack = maxStack;
    }

    TypeState(TypeState other) {
        super(other);
        this.maxStack = other.maxStack;
    }

    /** Sets a local variable, and gives the slot behind it. */
    int declare(int slot, BasicValue value) throws Complaint {
        if (slot + value.getSize() > getLocals()) {
            throw new Complaint("there are more local variables than max_locals, " + getLocals());
        }
        setLocal(slot, value);
        if (value.getSize() == 2) {
            setLocal(slot + 1, BasicValue.UNINITIALIZED_VALUE);
        }
        return slot + value.getSize();
    }

    void declareRest(int from) {
        for (int slot = from; slot < getLocals(); slot++) {
            setLocal(slot, BasicValue.UNINITIALIZED_VALUE);
        }
    }

    /** Tells whether this is in a constructor that has not called another one yet. */
    boolean hasUnfinishedThis() {
        for (int slot = 0; slot < getLocals(); slot++) {
            if (getLocal(slot) instanceof UnfinishedValue value && value.isThis()) {
                return true;
            }
        }
        return false;
    }

    void requireRoom() throws Complaint {
        int words = 0;
        for (int i = 0; i < getStackSize(); i++) {
            words += getStack(i).getSize();
        }
        if (words > maxStack) {
            throw new Complaint("the operand stack holds " + words + " words, more than max_stack, " + maxStack);
        }
    }

    /** The state in which an exception handler starts. */
    TypeState thrown(BasicValue exception) {
        TypeState state = new TypeState(getLocals(), Math.max(1, maxStack));
        for (int slot = 0; slot < getLocals(); slot++) {
            state.setLocal(slot, getLocal(slot));
        }
        state.push(exception);
        return state;
    }

    /** Puts the object in the place of all references to it. */
    void finish(UnfinishedValue unfinished) {
        BasicValue finished = new BasicValue(unfinished.getType());
        for (int slot = 0; slot < getLocals(); slot++) {
            if (getLocal(slot).equals(unfinished)) {
                setLocal(slot, finished);
            }
        }
        for (int i = 0; i < getStackSize(); i++) {
            if (getStack(i).equals(unfinished)) {
                setStack(i, finished);
            }
        }
    }
}
