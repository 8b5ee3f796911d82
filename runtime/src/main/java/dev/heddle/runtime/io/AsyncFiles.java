// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.Coroutine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whole files and directories, awaited: what {@link Files} does, on the threads that {@link AsyncFile} uses. For what is not here there is {@link #call}. */
public final class AsyncFiles {

    private AsyncFiles() {}

    /**
     * Does anything with files that blocks.
     *
     * @param <T> what it gives
     * @param callable what to do; it must not use what belongs to the event loop
     * @return a coroutine that gives what the callable gives. Once that has begun it is waited for, also by a task that is cancelled
     * @throws IOException at the await
     */
    public static <T extends @Nullable Object> Coroutine<T> call(Callable<T> callable) throws IOException {
        return IoPool.call(Objects.requireNonNull(callable, "callable"));
    }

    /**
     * Reads a file.
     *
     * @param path the file
     * @return a coroutine that gives all its bytes
     * @throws IOException at the await
     */
    public static Coroutine<byte[]> readAllBytes(Path path) throws IOException {
        return IoPool.call(path, () -> Files.readAllBytes(path));
    }

    /**
     * Reads a file as UTF-8.
     *
     * @param path the file
     * @return a coroutine that gives its text
     * @throws IOException at the await
     */
    public static Coroutine<String> readString(Path path) throws IOException {
        return IoPool.call(path, () -> Files.readString(path));
    }

    /**
     * Reads a file as UTF-8.
     *
     * @param path the file
     * @return a coroutine that gives its lines
     * @throws IOException at the await
     */
    public static Coroutine<List<String>> readAllLines(Path path) throws IOException {
        return IoPool.call(path, () -> Files.readAllLines(path, StandardCharsets.UTF_8));
    }

    /**
     * Writes a file.
     *
     * @param path the file
     * @param bytes what is to be in it; must not be changed until the coroutine has ended
     * @param options as for {@link Files#write(Path, byte[], OpenOption...)}
     * @return a coroutine that ends when it is written
     * @throws IOException at the await
     */
    public static Coroutine<Path> write(Path path, byte[] bytes, OpenOption... options) throws IOException {
        OpenOption[] copied = options.clone();
        return IoPool.call(path, () -> Files.write(path, bytes, copied));
    }

    /**
     * Writes a file as UTF-8.
     *
     * @param path the file
     * @param text what is to be in it
     * @param options as for {@link Files#writeString(Path, CharSequence, OpenOption...)}
     * @return a coroutine that ends when it is written
     * @throws IOException at the await
     */
    public static Coroutine<Path> writeString(Path path, String text, OpenOption... options) throws IOException {
        OpenOption[] copied = options.clone();
        return IoPool.call(path, () -> Files.writeString(path, text, copied));
    }

    /**
     * Copies a file.
     *
     * @param from the file
     * @param to the copy
     * @param options as for {@link Files#copy(Path, Path, CopyOption...)}
     * @return a coroutine that ends when it is copied
     * @throws IOException at the await
     */
    public static Coroutine<Path> copy(Path from, Path to, CopyOption... options) throws IOException {
        CopyOption[] copied = options.clone();
        return IoPool.call(() -> Files.copy(from, to, copied));
    }

    /**
     * Moves or renames a file.
     *
     * @param from the file
     * @param to where it is to be
     * @param options as for {@link Files#move(Path, Path, CopyOption...)}
     * @return a coroutine that ends when it is moved
     * @throws IOException at the await
     */
    public static Coroutine<Path> move(Path from, Path to, CopyOption... options) throws IOException {
        CopyOption[] copied = options.clone();
        return IoPool.call(() -> Files.move(from, to, copied));
    }

    /**
     * Deletes a file or an empty directory, if there is one.
     *
     * @param path the file
     * @return a coroutine that tells whether there was one
     * @throws IOException at the await
     */
    public static Coroutine<Boolean> deleteIfExists(Path path) throws IOException {
        return IoPool.call(() -> Files.deleteIfExists(path));
    }

    /**
     * Lists a directory.
     *
     * @param directory the directory
     * @return a coroutine that gives what is in it, sorted
     * @throws IOException at the await
     */
    public static Coroutine<List<Path>> list(Path directory) throws IOException {
        return IoPool.call(() -> {
            try (Stream<Path> paths = Files.list(directory)) {
                return paths.sorted().toList();
            } catch (java.io.UncheckedIOException failure) {
                throw failure.getCause();
            }
        });
    }

    /**
     * Lists a directory and all below it, following no links.
     *
     * @param directory where to begin
     * @return a coroutine that gives them, the directory first, each before what is in it
     * @throws IOException at the await
     */
    public static Coroutine<List<Path>> walk(Path directory) throws IOException {
        return IoPool.call(() -> {
            try (Stream<Path> paths = Files.walk(directory)) {
                return paths.toList();
            } catch (java.io.UncheckedIOException failure) {
                throw failure.getCause();
            }
        });
    }
}
