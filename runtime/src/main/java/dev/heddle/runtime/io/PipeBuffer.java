// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What has come out of a pipe and not yet been asked for: so a wait that is cancelled loses nothing. A thread of the pipe's puts it here, and the one reader that there may be
 * takes it.
 */
final class PipeBuffer {

    private static final byte[] NOTHING = {};

    // All guarded by this.

    /** What there is stands from start to end. */
    private byte[] bytes = NOTHING;

    private int start;
    private int end;

    /** Nothing more will come. */
    private boolean ended;

    /** The rest of a line that was too long is still to be dropped. */
    private boolean skipsLine;

    /** Whether nothing has come since there were so many bytes, and something may. */
    synchronized boolean isStill(int size) {
        return !ended && end - start == size;
    }

    /** Puts what has been read behind the rest. The array is the buffer's from now on. */
    synchronized void put(byte[] piece, int count) {
        if (count < 0) {
            ended = true;
        } else if (start == end) {
            bytes = piece;
            start = 0;
            end = count;
        } else {
            int size = end - start;
            if (bytes.length - end < count) {
                byte[] roomy = new byte[Math.max(bytes.length, Math.multiplyExact(2, Math.addExact(size, count)))];
                System.arraycopy(bytes, start, roomy, 0, size);
                bytes = roomy;
                start = 0;
                end = size;
            }
            System.arraycopy(piece, 0, bytes, end, count);
            end += count;
        }
    }

    /** Gives as much as there is room for: how many bytes, 0 if there are none yet, -1 if there will be none. */
    synchronized int take(ByteBuffer target) {
        dropLine();
        if (start == end) {
            return ended ? -1 : 0;
        }
        int count = Math.min(end - start, target.remaining());
        target.put(target.position(), bytes, start, count).position(target.position() + count);
        start += count;
        return count;
    }

    /** Gives all there is. */
    synchronized byte[] takeAll() {
        dropLine();
        byte[] all = Arrays.copyOfRange(bytes, start, end);
        start = end;
        return all;
    }

    /** Looks for a line, of which so many bytes are known to hold no end. */
    synchronized LineSearch searchLine(int scanned, int limit) {
        dropLine();
        int at = indexOfEnd(Math.min(start + scanned, end));
        boolean found = at < end;
        int length = at - start;
        boolean crlf = length > 0 && bytes[at - 1] == '\r';
        if (length - 1 > limit || (length > limit && !crlf)) {
            start = found ? at + 1 : end;
            skipsLine = !found;
            return LineSearch.TOO_LONG;
        }
        if (!found && !ended) {
            return new LineSearch(LineSearch.Kind.NOT_YET, "", length);
        }
        if (!found && length == 0) {
            return LineSearch.END;
        }
        String line = new String(bytes, start, found && crlf ? length - 1 : length, StandardCharsets.UTF_8);
        start = found ? at + 1 : end;
        return new LineSearch(LineSearch.Kind.FOUND, line, 0);
    }

    /** Drops the rest of a line that was too long, as far as it has come: what reads next must not get it. */
    private void dropLine() {
        if (skipsLine) {
            int at = indexOfEnd(start);
            skipsLine = at == end;
            start = skipsLine ? end : at + 1;
        }
    }

    /** Whether what comes next is still to be dropped. */
    synchronized boolean isSkipping() {
        dropLine();
        return skipsLine && !ended;
    }

    private int indexOfEnd(int from) {
        int at = from;
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
