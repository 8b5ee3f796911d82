// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads by way of the stream's own buffer: until it holds what is wanted. If that is never reached, because the task is cancelled or the connection breaks, everything is
 * still there for the next read.
 */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.ByteStream",
        method = "read",
        descriptor = "(I)Ldev/heddle/Coroutine;",
        file = "ByteStream.java",
        lines = {},
        awaits = {},
        kept = {})
abstract class BufferedRead<T extends @Nullable Object> extends StreamOperation<T> {

    final ReadBuffer buffered;

    BufferedRead(ByteStream stream) {
        super(stream);
        this.buffered = stream.buffered;
    }

    /** Takes what is wanted out of the buffer; gives {@link #AGAIN} if it is not there yet. */
    abstract @Nullable Object take() throws IOException;

    /** What to give, or throw, when the stream has ended, and what is wanted is not there. */
    abstract @Nullable Object atEnd() throws IOException;

    @Override
    final Side side() {
        return stream.reading;
    }

    @Override
    final @Nullable Object step() throws IOException {
        if (!stream.dropLine()) {
            return AGAIN;
        }
        for (; ; ) {
            Object taken = take();
            if (taken != AGAIN) {
                return taken;
            }
            int count = stream.receive(buffered.room());
            if (count < 0) {
                return atEnd();
            }
            if (count == 0) {
                buffered.release();
                return AGAIN;
            }
        }
    }

    @Override
    final @Nullable Object await(Strand<?> strand, int room) throws Throwable {
        return stream.awaitReceive(strand, room);
    }

    /** See {@link ByteStream#readExactly}. */
    static final class Exactly extends BufferedRead<ByteBuffer> {

        private final int count;

        Exactly(ByteStream stream, int count) {
            super(stream);
            this.count = count;
        }

        @Override
        Object take() {
            return buffered.size() < count ? AGAIN : buffered.take(count);
        }

        @Override
        Object atEnd() throws IncompleteReadException {
            throw new IncompleteReadException(count + " bytes", buffered.take(buffered.size()));
        }
    }

    /** See {@link ByteStream#readUntil}. */
    static final class Until extends BufferedRead<ByteBuffer> {

        private final byte[] delimiter;
        private final int limit;

        /** There is no delimiter that begins before this. */
        private int scanned;

        Until(ByteStream stream, byte[] delimiter, int limit) {
            super(stream);
            this.delimiter = delimiter;
            this.limit = limit;
        }

        @Override
        Object take() throws LimitExceededException {
            for (; ; ) {
                int found = buffered.indexOf(delimiter[0], scanned);
                scanned = found < 0 ? buffered.size() : found;
                if (scanned > limit) {
                    throw new LimitExceededException(
                            "More than " + limit + " bytes have come before the delimiter", buffered.size());
                }
                if (scanned + delimiter.length > buffered.size()) {
                    return AGAIN;
                }
                if (isDelimiterAt(scanned)) {
                    return buffered.take(scanned + delimiter.length);
                }
                scanned++;
            }
        }

        private boolean isDelimiterAt(int index) {
            for (int i = 1; i < delimiter.length; i++) {
                if (buffered.at(index + i) != delimiter[i]) {
                    return false;
                }
            }
            return true;
        }

        @Override
        Object atEnd() throws IncompleteReadException {
            throw new IncompleteReadException("the delimiter", buffered.take(buffered.size()));
        }
    }

    /** See {@link ByteStream#readLine}. */
    static final class Line extends BufferedRead<@Nullable String> {

        private final int limit;
        private int scanned;

        Line(ByteStream stream, int limit) {
            super(stream);
            this.limit = limit;
        }

        @Override
        Object take() throws LimitExceededException {
            int end = buffered.indexOf((byte) '\n', scanned);
            scanned = end < 0 ? buffered.size() : end;
            if (scanned - 1 > limit || (scanned > limit && buffered.at(scanned - 1) != '\r')) {
                throw tooLong(end);
            }
            if (end < 0) {
                return AGAIN;
            }
            String line = buffered.text(end > 0 && buffered.at(end - 1) == '\r' ? end - 1 : end);
            buffered.skip(end + 1);
            return line;
        }

        private LimitExceededException tooLong(int end) {
            buffered.skip(end < 0 ? buffered.size() : end + 1);
            stream.skipsLine = end < 0;
            return new LimitExceededException(
                    "A line is longer than " + limit
                            + " bytes, and is dropped; readLine(limit) sets how long one may be",
                    0);
        }

        @Override
        @Nullable
        Object atEnd() {
            if (buffered.isEmpty()) {
                return null;
            }
            String rest = buffered.text(buffered.size());
            buffered.clear();
            return rest;
        }
    }

    /** See {@link ByteStream#readAll}. */
    static final class All extends BufferedRead<ByteBuffer> {

        private final int limit;

        All(ByteStream stream, int limit) {
            super(stream);
            this.limit = limit;
        }

        @Override
        Object take() throws LimitExceededException {
            if (buffered.size() > limit) {
                throw new LimitExceededException("The stream has more than " + limit + " bytes", buffered.size());
            }
            return AGAIN;
        }

        @Override
        Object atEnd() {
            return buffered.take(buffered.size());
        }
    }
}
