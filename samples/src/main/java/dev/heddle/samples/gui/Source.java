// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.gui;

/** Something that is loaded piece by piece, and blocks meanwhile. */
@FunctionalInterface
interface Source {

    /** Gives a piece, from 1 on, and says how much it was. */
    int load(int piece) throws Exception;
}
