// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.plan;

import dev.heddle.transformer.analyse.Site;

/**
 * A state in which a body may be suspended.
 *
 * @param number its number, from 1, in the order of the code
 * @param site where it is suspended
 * @param awaited what it waits for, in words
 */
public record State(int number, Site site, String awaited) {

    /**
     * Gives the number by which the frame and the body know the state.
     *
     * @return -2 for the first, then downwards: 0 and -1 are those of a coroutine that has not started
     */
    public int code() {
        return -1 - number;
    }

    /**
     * Tells whether what is thrown here leaves the method, whatever it is, with nothing else done. A closing is not asked: it may have a failure to throw on.
     *
     * @return true if no try block covers the await
     */
    public boolean isUncaught() {
        return site.kind() == Site.Kind.AWAIT && site.tries().isEmpty();
    }
}
