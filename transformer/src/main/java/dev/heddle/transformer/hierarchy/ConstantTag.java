// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.hierarchy;

/** The sizes of the entries of a class file's constant pool (JVMS 4.4). */
public final class ConstantTag {

    private ConstantTag() {}

    /**
     * Tells whether an entry is text, which has a length of its own.
     *
     * @param tag the entry's first byte
     * @return whether two bytes of length and the text follow it
     */
    public static boolean isUtf8(int tag) {
        return tag == 1;
    }

    /**
     * Tells whether an entry takes two places in the pool.
     *
     * @param tag the entry's first byte
     * @return true for long and double
     */
    public static boolean isWide(int tag) {
        return tag == 5 || tag == 6;
    }

    /**
     * Gives the size of an entry that is not text.
     *
     * @param tag the entry's first byte
     * @return how many bytes follow it
     * @throws IllegalArgumentException if there is no such tag
     */
    public static int size(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IllegalArgumentException("no constant pool entry has the tag " + tag);
        };
    }
}
