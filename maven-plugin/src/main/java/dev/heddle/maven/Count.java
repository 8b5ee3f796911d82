// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

/** A number with its noun, as people write it. */
final class Count {

    private Count() {}

    static String of(long number, String noun) {
        return of(number, noun, noun + "s");
    }

    static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
