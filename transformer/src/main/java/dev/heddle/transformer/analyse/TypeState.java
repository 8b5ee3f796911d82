// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.List;

/**
 * The verifier's types before an instruction. A type is what ASM has in its frames: {@code Opcodes.TOP}, {@code INTEGER}, {@code FLOAT}, {@code LONG}, {@code DOUBLE},
 * {@code NULL}, {@code UNINITIALIZED_THIS}; a String, the internal name of a class or the descriptor of an array; or the NEW instruction of an object that is not yet
 * initialised.
 *
 * @param locals the variables, by slot; the second slot of a long or double is TOP
 * @param stack the operands, the deepest first; one entry for each, also for a long or double
 */
public record TypeState(List<Object> locals, List<Object> stack) {

    /**
     * Gives a variable's type.
     *
     * @param slot its slot
     * @return the type, TOP for a slot beyond the last
     */
    public Object local(int slot) {
        return slot < locals.size() ? locals.get(slot) : org.objectweb.asm.Opcodes.TOP;
    }
}
