// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** What reads from a stream of given bytes must give: told in words, so that they can be compared. */
final class ReadModel {

    private final String all;
    private int position;

    ReadModel(String all) {
        this.all = all;
    }

    boolean isAtEnd() {
        return position == all.length();
    }

    String exactly(int count) {
        return all.length() - position < count ? "incomplete " + take(all.length()) : take(position + count);
    }

    String until(String delimiter, int limit) {
        int candidate = position;
        while (candidate < all.length() && !mayBe(delimiter, candidate)) {
            candidate++;
        }
        if (candidate - position > limit) {
            return "limit";
        }
        int end = candidate + delimiter.length();
        return end > all.length() ? "incomplete " + take(all.length()) : take(end);
    }

    /** Tells whether a delimiter stands there, or might if more came. */
    private boolean mayBe(String delimiter, int index) {
        return index + delimiter.length() > all.length()
                ? all.charAt(index) == delimiter.charAt(0)
                : all.startsWith(delimiter, index);
    }

    String line(int limit) {
        int feed = all.indexOf('\n', position);
        int end = feed < 0 ? all.length() : feed;
        boolean returns = end > position && all.charAt(end - 1) == '\r';
        int length = (returns ? end - 1 : end) - position;
        if (length > limit) {
            position = feed < 0 ? end : feed + 1;
            return "limit";
        }
        if (isAtEnd()) {
            return "null";
        }
        // At the stream's end there is no line's end of which the CR could be a part.
        String line = all.substring(position, feed < 0 ? end : position + length);
        position = feed < 0 ? end : feed + 1;
        return line;
    }

    private String take(int end) {
        String taken = all.substring(position, end);
        position = end;
        return taken;
    }

    byte[] bytes() {
        return all.getBytes(ISO_8859_1);
    }
}
