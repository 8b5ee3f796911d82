// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.io.DirectoryEvent.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DirectoryWatcherTest {

    @TempDir
    Path directory;

    private final EventLoop loop = EventLoop.builder().start();
    private final ScriptedWatches system = new ScriptedWatches();

    @AfterEach
    void close() {
        loop.close();
    }

    private <T> T run(Coroutine<T> coroutine) throws Throwable {
        try {
            return loop.submit(coroutine).get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private DirectoryEvent next(AsyncIterator<DirectoryEvent> events) throws Throwable {
        assertTrue(run(events.moveNext()));
        return events.current();
    }

    /** A watcher over a system that tells what the test has it tell. */
    private DirectoryWatcher scripted(boolean recursive) throws IOException {
        WatchedTree tree = new WatchedTree(system::register, recursive);
        tree.addRoot(directory);
        return new DirectoryWatcher(system, tree);
    }

    // The real system

    @Test
    void filesThatComeAndChangeAndGoAreTold() throws Throwable {
        Path file = directory.resolve("file");
        DirectoryWatcher watcher = run(DirectoryWatcher.open(directory));
        AsyncIterator<DirectoryEvent> events = watcher.iterator();

        Files.writeString(file, "content");
        assertEquals(new DirectoryEvent(Kind.CREATED, file), next(events));
        assertEquals(new DirectoryEvent(Kind.MODIFIED, file), next(events));
        Files.delete(file);
        DirectoryEvent last = next(events);
        while (last.kind() == Kind.MODIFIED) {
            last = next(events);
        }
        assertEquals(new DirectoryEvent(Kind.DELETED, file), last);
        run(watcher.closeAsync());
    }

    @Test
    void whatIsInADirectoryThatAppearsIsToldAsWell() throws Throwable {
        Path below = Files.createDirectory(directory.resolve("below"));
        DirectoryWatcher watcher = run(DirectoryWatcher.openTree(directory));
        AsyncIterator<DirectoryEvent> events = watcher.iterator();
        List<Path> created = new ArrayList<>();

        Files.createFile(below.resolve("one"));
        Path deeper = Files.createDirectories(directory.resolve("a").resolve("b"));
        Files.createFile(deeper.resolve("two"));
        while (!created.containsAll(List.of(below.resolve("one"), deeper, deeper.resolve("two")))) {
            DirectoryEvent event = next(events);
            if (event.kind() == Kind.CREATED) {
                created.add(event.path());
            }
        }
        // By now the new directories are watched themselves.
        Files.delete(deeper.resolve("two"));
        DirectoryEvent event = next(events);
        while (!event.equals(new DirectoryEvent(Kind.DELETED, deeper.resolve("two")))) {
            event = next(events);
        }
        run(watcher.closeAsync());
    }

    @Test
    void theIterationEndsWithTheDirectory() throws Throwable {
        Path doomed = Files.createDirectory(directory.resolve("doomed"));
        AsyncIterator<DirectoryEvent> events =
                run(DirectoryWatcher.open(doomed)).iterator();
        CompletableFuture<Boolean> waiting = loop.submit(events.moveNext());
        Files.delete(doomed);
        assertFalse(waiting.get());
        assertThrows(IllegalStateException.class, events::current);
    }

    @Test
    void theIterationEndsWhenTheWatcherIsClosed() throws Throwable {
        DirectoryWatcher watcher = run(DirectoryWatcher.open(directory));
        AsyncIterator<DirectoryEvent> events = watcher.iterator();
        CompletableFuture<Boolean> waiting = loop.submit(events.moveNext());
        run(watcher.closeAsync());
        assertFalse(waiting.get());
        assertFalse(run(events.moveNext()));
        run(watcher.closeAsync());
    }

    @Test
    void whatIsNoDirectoryIsRefused() throws Throwable {
        Path file = Files.createFile(directory.resolve("file"));
        assertThrows(NotDirectoryException.class, () -> run(DirectoryWatcher.open(file)));
    }

    // A system by script

    @Test
    void aWaitThatIsCancelledLosesNothing() throws Throwable {
        AsyncIterator<DirectoryEvent> events = scripted(false).iterator();
        Task<Boolean> waiting = loop.spawn(events.moveNext());
        system.awaitTaker();
        waiting.cancel();
        assertThrows(CancellationException.class, waiting.toCompletableFuture()::get);
        // The thread that waits gets this, though nobody waits for it.
        system.tell(directory, StandardWatchEventKinds.ENTRY_CREATE, "file");

        assertEquals(new DirectoryEvent(Kind.CREATED, directory.resolve("file")), next(events));
    }

    @Test
    void eventsThatComeAtOnceAreToldOneByOneAndInOrder() throws Throwable {
        AsyncIterator<DirectoryEvent> events = scripted(false).iterator();
        system.tell(directory, StandardWatchEventKinds.ENTRY_CREATE, "a", "b", "c");
        system.tell(directory, StandardWatchEventKinds.ENTRY_DELETE, "b");

        List<String> told = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            DirectoryEvent event = next(events);
            told.add(event.kind() + " " + event.path().getFileName());
        }
        assertEquals(List.of("CREATED a", "CREATED b", "CREATED c", "DELETED b"), told);
    }

    @Test
    void whatTheSystemCouldNotKeepIsTold() throws Throwable {
        AsyncIterator<DirectoryEvent> events = scripted(false).iterator();
        system.overflow(directory);
        assertEquals(new DirectoryEvent(Kind.OVERFLOWED, directory), next(events));
    }

    @Test
    void afterAnOverflowDirectoriesThatNobodyToldOfAreWatched() throws Throwable {
        AsyncIterator<DirectoryEvent> events = scripted(true).iterator();
        Path missed = Files.createDirectory(directory.resolve("missed"));
        system.overflow(directory);
        assertEquals(Kind.OVERFLOWED, next(events).kind());
        system.tell(missed, StandardWatchEventKinds.ENTRY_CREATE, "file");
        assertEquals(missed.resolve("file"), next(events).path());
    }

    @Test
    void aDirectoryThatCanNotBeWatchedIsAFailureAndTheRestGoesOn() throws Throwable {
        AsyncIterator<DirectoryEvent> events = scripted(true).iterator();
        Path refused = Files.createDirectory(directory.resolve("refused"));
        IOException limit = new IOException("User limit of inotify watches reached");
        system.refuse(refused, limit);
        system.tell(directory, StandardWatchEventKinds.ENTRY_CREATE, "refused");

        assertEquals(refused, next(events).path());
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> run(events.moveNext()));
        assertSame(limit, e.getCause());
        system.tell(directory, StandardWatchEventKinds.ENTRY_MODIFY, "other");
        assertEquals(directory.resolve("other"), next(events).path());
    }

    @Test
    void twoTasksShareTheEvents() throws Throwable {
        DirectoryWatcher watcher = scripted(false);
        AsyncIterator<DirectoryEvent> one = watcher.iterator();
        AsyncIterator<DirectoryEvent> two = watcher.iterator();
        CompletableFuture<Boolean> first = loop.submit(one.moveNext());
        CompletableFuture<Boolean> second = loop.submit(two.moveNext());
        system.tell(directory, StandardWatchEventKinds.ENTRY_CREATE, "a", "b");
        assertTrue(first.get() && second.get());
        assertEquals(
                List.of("a", "b"),
                List.of(one.current(), two.current()).stream()
                        .map(event -> event.path().getFileName().toString())
                        .sorted()
                        .toList());
    }
}
