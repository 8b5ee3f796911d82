// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.spill;

import org.jspecify.annotations.Nullable;

/**
 * A value that is kept while a body is suspended.
 *
 * @param index the variable's slot in the method as it was, or the operand's place on the stack, from the bottom
 * @param name what to call it
 * @param type the verifier's type, as in {@link dev.heddle.transformer.analyse.TypeState}
 * @param field where it is kept; null if it is the null constant, which is made again
 */
public record Spill(
        int index, String name, Object type, @Nullable Field field) {}
