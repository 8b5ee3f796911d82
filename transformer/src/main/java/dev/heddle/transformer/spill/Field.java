// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.spill;

/**
 * A field of a frame.
 *
 * @param name its name
 * @param descriptor its type: exactly what the verifier knows of the values, so that they need no cast
 */
public record Field(String name, String descriptor) {

    /**
     * Tells whether it must be cleared when its value is taken out.
     *
     * @return true for a reference
     */
    public boolean isReference() {
        return descriptor.charAt(0) == 'L' || descriptor.charAt(0) == '[';
    }
}
