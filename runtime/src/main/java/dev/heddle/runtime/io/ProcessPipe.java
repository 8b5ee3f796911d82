// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Strand;
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
    final AsyncProcess process;

    private ProcessPipe(String name, AsyncProcess process) {
        this.thread = new BoundedPool(name, 1);
        this.process = process;
    }

    /** What the process reads. */
    static final class Input extends ProcessPipe {

        private final OutputStream stream;

        /** A thread writes. It may do so for ever: what the process has started may hold the pipe, and not read. */
        private volatile boolean writing;

        Input(AsyncProcess process, OutputStream stream) {
            super("heddle-process-in", process);
            this.stream = stream;
        }

        Coroutine<@Nullable Void> write(byte[] bytes) {
            Objects.requireNonNull(bytes, "bytes");
            return thread.<@Nullable Void>abandonable(() -> {
                writeHere(bytes);
                return null;
            });
        }

        private void writeHere(byte[] bytes) throws IOException {
            writing = true;
            try {
                stream.write(bytes);
                stream.flush();
            } catch (IOException failure) {
                // The JDK says no more than "Stream closed".
                throw new IOException(
                        process + " has ended, or does not read its input any more, or closeInput() has been called: "
                                + failure.getMessage(),
                        failure);
            } finally {
                writing = false;
            }
        }

        Coroutine<@Nullable Void> closeAsync() {
            return thread.<@Nullable Void>abandonable(() -> {
                stream.close();
                return null;
            });
        }

        /** Writes, and ends the input. A process that does not want it has its reasons. */
        Coroutine<Boolean> feed(byte[] bytes) {
            return thread.abandonable(() -> {
                try (stream) {
                    writeHere(bytes);
                    return true;
                } catch (IOException brokenPipe) {
                    return false;
                }
            });
        }

        /** Lets go of the descriptor of a process that has ended, without waiting. */
        void closeNow() throws IOException {
            // Closing waits for whoever writes. The JDK has closed the descriptor already, when the process ended.
            if (!writing) {
                stream.close();
            }
        }
    }

    /** What the process writes. */
    static final class Output extends ProcessPipe {

        private final InputStream stream;

        final PipeBuffer arrived = new PipeBuffer();

        /** Guarded by this. */
        private @Nullable Strand<?> reader;

        Output(AsyncProcess process, InputStream stream) {
            super("heddle-process-out", process);
            this.stream = stream;
        }

        Coroutine<Integer> read(ByteBuffer target) {
            return new PipeRead.Some(this, Objects.requireNonNull(target, "target"));
        }

        Coroutine<@Nullable String> readLine(String method, int limit) {
            if (limit < 0) {
                throw new IllegalArgumentException(method + " with a limit of " + limit);
            }
            return new PipeRead.Line(this, method, limit);
        }

        synchronized void begin(Strand<?> strand) {
            if (reader != null) {
                throw new IllegalStateException(reader + " reads what " + process
                        + " writes already, and only one task at a time may: two would get each other's bytes");
            }
            reader = strand;
        }

        synchronized void end() {
            reader = null;
        }

        /** Waits until more than so many bytes have arrived, or the end. */
        Coroutine<@Nullable Void> fetch(int size) {
            return thread.<@Nullable Void>abandonable(() -> {
                if (arrived.isStill(size)) {
                    fetchHere();
                }
                return null;
            });
        }

        private void fetchHere() throws IOException {
            byte[] piece = new byte[PIECE];
            try {
                arrived.put(piece, stream.read(piece));
            } catch (IOException failure) {
                // The JDK says no more than "Stream closed".
                throw new IOException(
                        "What " + process + " writes can't be read, perhaps since that has been closed: "
                                + failure.getMessage(),
                        failure);
            }
        }

        Coroutine<ByteBuffer> drain() {
            return thread.abandonable(() -> {
                while (arrived.isSkipping()) {
                    fetchHere();
                }
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.write(arrived.takeAll());
                var unused = stream.transferTo(all);
                return ByteBuffer.wrap(all.toByteArray());
            });
        }
    }
}
