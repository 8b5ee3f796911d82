// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.Coroutine;
import dev.heddle.runtime.offload.BlockingCalls;
import dev.heddle.runtime.offload.BoundedPool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pipe to or from a process, with a thread of its own while it is used: a pool that is shared could have all its threads wait for one process, which waits for bytes that
 * no thread is left to write.
 */
abstract class ProcessPipe {

    private static final int PIECE = 8192;

    final BlockingCalls thread;

    private ProcessPipe(String name) {
        thread = new BoundedPool(name, 1);
    }

    /** What the process reads. */
    static final class Input extends ProcessPipe {

        private final OutputStream stream;

        Input(OutputStream stream) {
            super("heddle-process-in");
            this.stream = stream;
        }

        Coroutine<@Nullable Void> write(byte[] bytes) {
            Objects.requireNonNull(bytes, "bytes");
            return thread.<@Nullable Void>abandonable(() -> {
                stream.write(bytes);
                stream.flush();
                return null;
            });
        }

        Coroutine<@Nullable Void> closeAsync() {
            return thread.<@Nullable Void>abandonable(() -> {
                stream.close();
                return null;
            });
        }

        /** Writes, and ends the input. A process that does not want it has its reasons. */
        Coroutine<Boolean> feed(byte[] bytes) {
            return thread.call(() -> {
                try (stream) {
                    stream.write(bytes);
                    return true;
                } catch (IOException brokenPipe) {
                    return false;
                }
            });
        }
    }

    /** What the process writes. */
    static final class Output extends ProcessPipe {

        private final InputStream stream;

        Output(InputStream stream) {
            super("heddle-process-out");
            this.stream = stream;
        }

        Coroutine<Integer> read(ByteBuffer target) {
            Objects.requireNonNull(target, "target");
            return thread.call(() -> {
                byte[] piece = new byte[Math.min(PIECE, target.remaining())];
                int count = stream.read(piece);
                if (count > 0) {
                    target.put(piece, 0, count);
                }
                return count;
            });
        }

        Coroutine<ByteBuffer> drain() {
            return thread.call(() -> {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                var unused = stream.transferTo(all);
                return ByteBuffer.wrap(all.toByteArray());
            });
        }
    }
}
