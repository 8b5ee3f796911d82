// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.plan;

import dev.heddle.transformer.analyse.MethodAnalysis;
import org.objectweb.asm.Type;

/**
 * Where a body has its variables. It takes the method's own arguments first, so that they keep their slots and a caller needs only to push three more values:
 *
 * <pre>
 *   [this] arguments… strand frame room [budget] [receiver's copy] other variables…
 *   [this] strand frame room [budget] [receiver's copy] arguments… other variables…      if there are so many arguments that they travel in the frame
 * </pre>
 *
 * @param receiver 1 if there is a {@code this}, else 0
 * @param argumentSlots how many slots the method's arguments take
 * @param argumentsInFrame whether the arguments travel in the frame
 * @param budgeted whether there is a variable that counts the awaits in loops
 * @param receiverCopied whether the method's own variable of {@code this} is one of the others, since it may have something else in it, while the body's stays as it is
 */
public record BodyLayout(
        int receiver, int argumentSlots, boolean argumentsInFrame, boolean budgeted, boolean receiverCopied) {

    private static final int MOST_SLOTS = 255;
    private static final int OWN_ARGUMENTS = 3;

    static BodyLayout of(MethodAnalysis analysis) {
        int receiver = analysis.isStatic() ? 0 : 1;
        int slots = 0;
        for (Type argument : Type.getArgumentTypes(analysis.method().desc)) {
            slots += argument.getSize();
        }
        boolean budgeted = analysis.sites().stream()
                .anyMatch(site -> site.suspends() && !site.loops().isEmpty());
        return new BodyLayout(
                receiver, slots, receiver + slots + OWN_ARGUMENTS > MOST_SLOTS, budgeted, analysis.receiverMoves());
    }

    /**
     * Gives the slot of the strand.
     *
     * @return the slot
     */
    public int strand() {
        return receiver + (argumentsInFrame ? 0 : argumentSlots);
    }

    /**
     * Gives the slot of the frame, which is null until the body is suspended for the first time.
     *
     * @return the slot
     */
    public int frame() {
        return strand() + 1;
    }

    /**
     * Gives the slot of the room: how much of the Java stack is left, less the body's own weight. Until a resumed body is where it left off, it tells the state to go on in, and
     * is negative.
     *
     * @return the slot
     */
    public int room() {
        return strand() + 2;
    }

    /**
     * Gives the slot of the budget.
     *
     * @return the slot, if {@link #budgeted}
     */
    public int budget() {
        return strand() + OWN_ARGUMENTS;
    }

    /**
     * Gives the new slot of a variable.
     *
     * @param slot its slot in the method as it was
     * @return its slot in the body
     */
    public int map(int slot) {
        int own = OWN_ARGUMENTS + (budgeted ? 1 : 0) + (receiverCopied ? 1 : 0);
        if (receiverCopied && slot == 0) {
            return strand() + own - 1;
        }
        return slot < strand() ? slot : slot + own;
    }
}
