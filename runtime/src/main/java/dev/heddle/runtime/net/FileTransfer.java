// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.FrameTable;
import java.nio.channels.FileChannel;

/** The coroutines of {@link ByteStream#transferFrom}: how much of the file has gone. They give how many bytes that were. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.ByteStream",
        method = "transferFrom",
        descriptor = "(Ljava/nio/channels/FileChannel;JJ)Ldev/heddle/Coroutine;",
        file = "ByteStream.java",
        lines = {},
        awaits = {},
        kept = {})
abstract class FileTransfer extends StreamOperation<Long> {

    final FileChannel file;
    final long end;

    /** What has been taken from the file. */
    long position;

    boolean fileEnded;

    private final long begin;

    FileTransfer(ByteStream stream, FileChannel file, long position, long count) {
        super(stream);
        this.file = file;
        this.begin = position;
        this.position = position;
        this.end = position + count < 0 ? Long.MAX_VALUE : position + count;
    }

    @Override
    final Side side() {
        return stream.writing;
    }

    @Override
    final String doing() {
        return "sending a file to " + stream;
    }

    /** How many bytes that were, if these were all; else {@link #AGAIN}. */
    final Object progress() {
        return position == end || fileEnded ? (Object) (position - begin) : AGAIN;
    }
}
