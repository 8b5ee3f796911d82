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

        /** What has been read and not yet been asked for, from position to limit: so a wait that is cancelled loses nothing. Guarded by this. */
        private ByteBuffer arrived = ByteBuffer.allocate(0);

        /** Guarded by this. */
        private boolean ended;

        /** Guarded by this. */
        private @Nullable Strand<?> reader;

        Output(AsyncProcess process, InputStream stream) {
            super("heddle-process-out", process);
            this.stream = stream;
        }

        Coroutine<Integer> read(ByteBuffer target) {
            return new ReadPipe(this, Objects.requireNonNull(target, "target"));
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

        /** Gives as much of what has arrived as there is room for: how many bytes, 0 if there are none yet, -1 if there will be none. */
        synchronized int take(ByteBuffer target) {
            if (!arrived.hasRemaining()) {
                return ended ? -1 : 0;
            }
            int count = Math.min(arrived.remaining(), target.remaining());
            target.put(target.position(), arrived, arrived.position(), count).position(target.position() + count);
            arrived.position(arrived.position() + count);
            return count;
        }

        /** Waits until there is something to {@link #take}. */
        Coroutine<@Nullable Void> fetch() {
            return thread.<@Nullable Void>abandonable(() -> {
                if (isDry()) {
                    byte[] piece = new byte[PIECE];
                    keep(piece, stream.read(piece));
                }
                return null;
            });
        }

        private synchronized boolean isDry() {
            return !arrived.hasRemaining() && !ended;
        }

        private synchronized void keep(byte[] piece, int count) {
            if (count < 0) {
                ended = true;
            } else {
                arrived = ByteBuffer.wrap(piece, 0, count);
            }
        }

        Coroutine<ByteBuffer> drain() {
            return thread.abandonable(() -> {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.write(rest());
                var unused = stream.transferTo(all);
                return ByteBuffer.wrap(all.toByteArray());
            });
        }

        private synchronized byte[] rest() {
            byte[] rest = new byte[arrived.remaining()];
            arrived.get(rest);
            return rest;
        }
    }
}
