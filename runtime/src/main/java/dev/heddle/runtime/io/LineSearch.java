// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

/**
 * What has become of the search for a line.
 *
 * @param kind whether it was found
 * @param line the line, if it was
 * @param scanned how many bytes are there and hold no line's end, if it has not come yet
 */
record LineSearch(Kind kind, String line, int scanned) {

    static final LineSearch TOO_LONG = new LineSearch(Kind.TOO_LONG, "", 0);
    static final LineSearch END = new LineSearch(Kind.END, "", 0);

    /** What there is. */
    enum Kind {
        /** A line, or what is left before the end. */
        FOUND,
        /** Part of a line. */
        NOT_YET,
        /** More than there may be; it has been dropped. */
        TOO_LONG,
        /** Nothing, and nothing will come. */
        END
    }
}
