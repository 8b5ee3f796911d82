// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.AsyncCloseable;
import dev.heddle.AsyncIterable;
import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.runtime.offload.BlockingCalls;
import dev.heddle.runtime.offload.BoundedPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchService;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens in a directory.
 *
 * <pre>{@code
 * try (DirectoryWatcher watcher = await(DirectoryWatcher.open(inbox))) {
 *     AsyncIterator<DirectoryEvent> events = watcher.iterator();
 *     while (await(events.moveNext())) {
 *         if (events.current().kind() == DirectoryEvent.Kind.CREATED) {
 *             await(process(events.current().path()));
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>The iteration ends when the directory is deleted, or the watcher closed. Cancelling the wait for an event loses none. Events that nobody has asked for yet stay with the
 * system: where it can't keep more (the JDK keeps 512 for a directory), there is one that says {@link DirectoryEvent.Kind#OVERFLOWED}. A file that is being written is told
 * when it appears, with nothing in it yet, and then as modified, maybe several times: let programs write elsewhere, and move what is complete.
 *
 * <p>This is the JDK's {@link WatchService}, whose thread waits in the background. Linux and Windows tell at once. On macOS the JDK looks at the directories by itself, each
 * 2 seconds (each 10 before JDK 19): events come that late, what came and went in between is not told, and large directories cost time. Nor are events certain for
 * directories on other machines.
 *
 * <p>The methods may be called from any thread, and awaited on any scheduler. Several tasks may iterate; each event goes to one of them.
 */
public final class DirectoryWatcher implements AsyncIterable<DirectoryEvent>, AsyncCloseable {

    private static final WatchEvent.Kind<?>[] ALL = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE
    };

    private final WatchService service;
    private final WatchedTree tree;

    /** A thread of its own, since it may wait for as long as nothing happens; only while somebody waits for an event. */
    private final BlockingCalls thread = new BoundedPool("heddle-watch", 1);

    /** What has been taken from the system and not yet asked for: so a wait that is cancelled loses nothing. */
    private final Queue<DirectoryEvent> events = new ConcurrentLinkedQueue<>();

    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    DirectoryWatcher(WatchService service, WatchedTree tree) {
        this.service = service;
        this.tree = tree;
    }

    /**
     * Begins to watch a directory, and not what is in those below.
     *
     * @param directory the directory
     * @return a coroutine that gives the watcher, which tells of what happens from then on
     * @throws IOException at the await; {@link java.nio.file.NotDirectoryException} if it is none
     */
    public static Coroutine<DirectoryWatcher> open(Path directory) throws IOException {
        return open(directory, false);
    }

    /**
     * Begins to watch a directory and all below, following no links. Directories that appear are watched as well; what is in them by then is told as created, some of it maybe
     * twice. Each directory counts against the system's limit (on Linux {@code fs.inotify.max_user_watches}).
     *
     * @param directory the directory
     * @return a coroutine that gives the watcher, which tells of what happens from then on
     * @throws IOException at the await
     */
    public static Coroutine<DirectoryWatcher> openTree(Path directory) throws IOException {
        return open(directory, true);
    }

    private static Coroutine<DirectoryWatcher> open(Path directory, boolean recursive) {
        Objects.requireNonNull(directory, "directory");
        return IoPool.call(() -> {
            WatchService service = directory.getFileSystem().newWatchService();
            try {
                WatchedTree tree = new WatchedTree(path -> path.register(service, ALL), recursive);
                tree.addRoot(directory);
                return new DirectoryWatcher(service, tree);
            } catch (IOException | RuntimeException failed) {
                service.close();
                throw failed;
            }
        });
    }

    /**
     * Gives the events, from the first that nobody has got yet. {@link AsyncIterator#moveNext} fails with an {@link UncheckedIOException} if a directory that has appeared
     * can't be watched, for want of memory or by the system's limit; the iteration may be gone on with.
     *
     * @return a new iterator
     */
    @Override
    public AsyncIterator<DirectoryEvent> iterator() {
        return new DirectoryEvents(this);
    }

    /** The next event that has been taken from the system; null if there is none. */
    @Nullable
    DirectoryEvent poll() {
        DirectoryEvent event = events.poll();
        if (event == null) {
            IOException failed = failure.getAndSet(null);
            if (failed != null) {
                throw new UncheckedIOException("A directory can't be watched: " + failed.getMessage(), failed);
            }
        }
        return event;
    }

    /** Waits until there is something to {@link #poll}. Gives false if there will be nothing. */
    Coroutine<Boolean> fetch() {
        return thread.abandonable(this::fetchHere);
    }

    private boolean fetchHere() throws InterruptedException {
        while (events.isEmpty() && failure.get() == null) {
            if (tree.isEmpty()) {
                return false;
            }
            try {
                tree.handle(service.take(), events::add);
            } catch (ClosedWatchServiceException closed) {
                return false;
            } catch (IOException failed) {
                failure.set(failed);
            }
        }
        return true;
    }

    /**
     * Ends the watching. Iterations end after the events that have been taken from the system already. Closing twice has no effect.
     *
     * @return a coroutine that ends when that is done
     */
    @Override
    public Coroutine<@Nullable Void> closeAsync() {
        return IoPool.<@Nullable Void>call(() -> {
            service.close();
            return null;
        });
    }

    @Override
    public String toString() {
        return "DirectoryWatcher[" + service + "]";
    }
}
