// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds the end of a request's header, and its first line: what a request without a body needs. */
final class RequestHeader {

    private String method = "";
    private String path = "";

    /** Takes a header from a buffer if it is all there; else leaves the buffer as it is. */
    boolean isComplete(ByteBuffer input) {
        int end = end(input);
        if (end < 0) {
            return false;
        }
        int first = blank(input, input.position());
        int second = blank(input, first + 1);
        method = text(input, input.position(), first);
        path = text(input, first + 1, second);
        input.position(end);
        return true;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** Where the empty line is over; negative if there is none yet. */
    private static int end(ByteBuffer input) {
        for (int i = input.position() + 3; i < input.limit(); i++) {
            if (input.get(i) == '\n' && input.get(i - 2) == '\n' && input.get(i - 1) == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Where the next blank is; at the end of the line if there is none. */
    private static int blank(ByteBuffer input, int from) {
        int at = from;
        while (at < input.limit() && input.get(at) != ' ' && input.get(at) != '\r') {
            at++;
        }
        return at;
    }

    private static String text(ByteBuffer input, int from, int to) {
        byte[] bytes = new byte[Math.max(0, to - from)];
        input.get(from, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
