// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.util.Set;

/**
 * What is tortured: all, or, while the shrinker is at work, only some methods, and some places in them.
 *
 * @param methods the methods, by {@link MethodId#toString}; null for all
 * @param places the places, by their numbers in their method; null for all
 */
record Selection(Set<String> methods, Set<Integer> places) {

    static final Selection ALL = new Selection(null, null);

    boolean has(MethodId method) {
        return methods == null || methods.contains(method.toString());
    }

    boolean hasPlace(int number) {
        return places == null || places.contains(number);
    }
}
