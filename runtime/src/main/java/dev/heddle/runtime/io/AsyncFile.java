// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.AsyncCloseable;
import dev.heddle.Coroutine;
import dev.heddle.Registration;
import dev.heddle.runtime.codegen.Origins;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file whose reads and writes are awaited. Operating systems don't tell when a file is ready, so they are done on a few threads of the runtime's own.
 *
 * <pre>{@code
 * try (AsyncFile file = await(AsyncFile.open(path, StandardOpenOption.READ))) {
 *     ByteBuffer header = ByteBuffer.allocate(64);
 *     await(file.readFully(header, 0));
 * }
 * }</pre>
 *
 * <p>What has begun is waited for to its end, also by a task that is cancelled: the cancellation strikes at the task's next await. Several tasks may use a file at once, each
 * at positions of its own. The methods may be called from any thread, and awaited on any scheduler.
 */
public final class AsyncFile implements AsyncCloseable {

    private final Path path;
    private final FileChannel channel;
    private final Registration opened;

    private AsyncFile(Path path, FileChannel channel, @Nullable Throwable place) {
        this.path = path;
        this.channel = channel;
        this.opened = Origins.opened(this, place);
    }

    /**
     * Opens a file.
     *
     * @param path the file
     * @param options how, as for {@link FileChannel#open(Path, OpenOption...)}
     * @return a coroutine that gives the file
     * @throws IOException at the await
     */
    public static Coroutine<AsyncFile> open(Path path, OpenOption... options) throws IOException {
        OpenOption[] copied = options.clone();
        Throwable place = Origins.here();
        return IoPool.FILES.call(() -> new AsyncFile(path, FileChannel.open(path, copied), place));
    }

    /**
     * Gives the channel, for {@code ByteStream.transferFrom} for instance.
     *
     * @return the channel
     */
    public FileChannel channel() {
        return channel;
    }

    /**
     * Reads some bytes.
     *
     * @param target where to put them; must not be touched until the coroutine has ended
     * @param position where in the file to begin
     * @return a coroutine that gives how many were read; -1 at the file's end or beyond
     * @throws IOException at the await
     */
    public Coroutine<Integer> read(ByteBuffer target, long position) throws IOException {
        Objects.requireNonNull(target, "target");
        return IoPool.call(path, () -> channel.read(target, position));
    }

    /**
     * Reads until a buffer is full.
     *
     * @param target where to put the bytes; must not be touched until the coroutine has ended
     * @param position where in the file to begin
     * @return a coroutine that ends when there is no more room
     * @throws IOException at the await; {@link java.io.EOFException} if the file ends before
     */
    public Coroutine<@Nullable Void> readFully(ByteBuffer target, long position) throws IOException {
        Objects.requireNonNull(target, "target");
        return IoPool.<@Nullable Void>call(path, () -> {
            long next = position;
            while (target.hasRemaining()) {
                int count = channel.read(target, next);
                if (count < 0) {
                    throw new java.io.EOFException(path + " has ended " + target.remaining() + " bytes too early");
                }
                next += count;
            }
            return null;
        });
    }

    /**
     * Writes a buffer.
     *
     * @param source what to write; must not be touched until the coroutine has ended
     * @param position where in the file to begin
     * @return a coroutine that ends when all has been written
     * @throws IOException at the await
     */
    public Coroutine<@Nullable Void> write(ByteBuffer source, long position) throws IOException {
        Objects.requireNonNull(source, "source");
        return IoPool.<@Nullable Void>call(path, () -> {
            long next = position;
            while (source.hasRemaining()) {
                next += channel.write(source, next);
            }
            return null;
        });
    }

    /**
     * Tells the file's size.
     *
     * @return a coroutine that gives it, in bytes
     * @throws IOException at the await
     */
    public Coroutine<Long> size() throws IOException {
        return IoPool.call(path, channel::size);
    }

    /**
     * Shortens the file. A shorter one is left alone.
     *
     * @param size the new size in bytes
     * @return a coroutine that ends when that is done
     * @throws IOException at the await
     */
    public Coroutine<@Nullable Void> truncate(long size) throws IOException {
        return IoPool.<@Nullable Void>call(path, () -> {
            var unused = channel.truncate(size);
            return null;
        });
    }

    /**
     * Has the disk keep what was written, so that a crash of the machine does not lose it.
     *
     * @return a coroutine that ends when that is done
     * @throws IOException at the await
     */
    public Coroutine<@Nullable Void> force() throws IOException {
        return IoPool.<@Nullable Void>call(path, () -> {
            channel.force(true);
            return null;
        });
    }

    /**
     * Closes the file. Closing twice has no effect.
     *
     * @return a coroutine that ends when it is closed
     */
    @Override
    public Coroutine<@Nullable Void> closeAsync() {
        return IoPool.<@Nullable Void>call(() -> {
            opened.detach();
            channel.close();
            return null;
        });
    }

    @Override
    public String toString() {
        return "AsyncFile[" + path + (channel.isOpen() ? "]" : ", closed]");
    }
}
