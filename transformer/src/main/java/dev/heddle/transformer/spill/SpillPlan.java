// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.spill;

import java.util.List;

/**
 * What a coroutine's frame holds when.
 *
 * @param fields all fields, besides those of the superclass
 * @param self the field of the receiver, in a list of one; empty for a static method
 * @param arguments the method's arguments before the coroutine starts
 * @param states what is kept in each state, in the order of the states
 */
public record SpillPlan(List<Field> fields, List<Field> self, List<Spill> arguments, List<StateSpill> states) {

    /**
     * What is kept in a state.
     *
     * @param stack the operands, the deepest first
     * @param locals the variables
     */
    public record StateSpill(List<Spill> stack, List<Spill> locals) {}
}
