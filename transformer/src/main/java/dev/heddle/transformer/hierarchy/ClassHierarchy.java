// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.hierarchy;

import java.util.Optional;

/** Knows classes by their names, above all their superclasses. */
@FunctionalInterface
public interface ClassHierarchy {

    /**
     * Looks a class up.
     *
     * @param internalName its internal name ({@code java/lang/String}), never an array
     * @return what is known of it, or empty if its class file is nowhere to be found
     */
    Optional<ClassInfo> find(String internalName);

    /**
     * Reads a class file, for what is rarely asked. It is not kept.
     *
     * @param internalName the class's internal name, never an array
     * @return its bytes, or empty if it is nowhere to be found, or not known here
     */
    default Optional<byte[]> classFile(String internalName) {
        return Optional.empty();
    }

    /**
     * What the verifier wants to know of a class.
     *
     * @param name its internal name
     * @param superName its superclass's internal name; an empty string for {@code java/lang/Object}
     * @param isInterface whether it is an interface
     */
    record ClassInfo(String name, String superName, boolean isInterface) {}
}
