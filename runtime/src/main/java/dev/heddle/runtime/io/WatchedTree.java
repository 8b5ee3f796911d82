// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.runtime.io.DirectoryEvent.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The directories that a watcher watches, and what becomes of the system's events. Systems watch single directories; for a tree, each directory in it is watched, and each
 * that appears. Used by one thread at a time.
 */
final class WatchedTree {

    /** Begins to watch a directory. */
    @FunctionalInterface
    interface Registrar {
        WatchKey register(Path directory) throws IOException;
    }

    private final Registrar registrar;
    private final boolean recursive;
    private final Map<WatchKey, Path> directories = new HashMap<>();

    WatchedTree(Registrar registrar, boolean recursive) {
        this.registrar = registrar;
        this.recursive = recursive;
    }

    /** Begins with a directory, and, for a tree, with those below. */
    void addRoot(Path root) throws IOException {
        directories.put(registrar.register(root), root);
        if (recursive) {
            addBelow(root, event -> {});
        }
    }

    /** Tells whether all directories are gone. */
    boolean isEmpty() {
        return directories.isEmpty();
    }

    /** Hands on what the system has noted for a directory. */
    void handle(WatchKey key, Consumer<DirectoryEvent> sink) throws IOException {
        Path directory = directories.get(key);
        try {
            for (WatchEvent<?> event : key.pollEvents()) {
                if (directory != null) {
                    handle(directory, event, sink);
                }
            }
        } finally {
            if (!key.reset()) {
                // It is gone.
                var unused = directories.remove(key);
            }
        }
    }

    private void handle(Path directory, WatchEvent<?> event, Consumer<DirectoryEvent> sink) throws IOException {
        if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
            sink.accept(new DirectoryEvent(Kind.OVERFLOWED, directory));
            if (recursive) {
                // Directories may have appeared of which nobody was told. Those that are watched already stay so.
                addBelow(directory, unused -> {});
            }
            return;
        }
        Path path = directory.resolve((Path) event.context());
        Kind kind = event.kind() == StandardWatchEventKinds.ENTRY_CREATE
                ? Kind.CREATED
                : event.kind() == StandardWatchEventKinds.ENTRY_DELETE ? Kind.DELETED : Kind.MODIFIED;
        sink.accept(new DirectoryEvent(kind, path));
        if (recursive && kind == Kind.CREATED) {
            addIfDirectory(path, sink);
        }
    }

    private void addIfDirectory(Path path, Consumer<DirectoryEvent> sink) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            // First watched, then looked at: what comes in between is told twice rather than not at all.
            directories.put(registrar.register(path), path);
        } catch (NoSuchFileException | NotDirectoryException goneAlready) {
            return;
        }
        addBelow(path, sink);
    }

    private void addBelow(Path directory, Consumer<DirectoryEvent> sink) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                sink.accept(new DirectoryEvent(Kind.CREATED, entry));
                addIfDirectory(entry, sink);
            }
        } catch (NoSuchFileException | NotDirectoryException goneMeanwhile) {
            sink.accept(new DirectoryEvent(Kind.DELETED, directory));
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
    }
}
