// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

/**
 * Seeded chance. Each thing that is decided has dice of its own, made from its name, so that what is decided about one method does not depend on which others are tortured:
 * without that, nothing could be left out to find what is to blame.
 */
final class Dice {

    private long state;

    Dice(long seed, String name) {
        long hash = seed;
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash ^ name.charAt(i));
        }
        this.state = hash;
    }

    /** SplitMix64's finisher. */
    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Gives a number from 0 to below the bound. */
    int below(int bound) {
        state = mix(state);
        return (int) ((state >>> 33) % bound);
    }

    boolean percent(int chance) {
        return below(100) < chance;
    }
}
