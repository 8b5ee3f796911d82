// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.runtime.CancelScope;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AsyncFileTest {

    @TempDir
    Path directory;

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileIsWrittenAndReadAtAnyPosition() throws Exception {
        Path path = directory.resolve("file");
        AsyncFile file = EventLoop.run(
                AsyncFile.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        ByteBuffer middle = ByteBuffer.allocate(4);
        Object size = EventLoop.run(script().then(v -> file.write(bytes("hello world"), 0))
                .then(v -> file.write(bytes("W"), 6))
                .then(v -> file.readFully(middle, 4))
                .then(v -> file.truncate(9))
                .then(v -> file.force())
                .then(v -> file.size())
                .lastly(v -> file.closeAsync()));

        assertEquals("o Wo", StandardCharsets.UTF_8.decode(middle.flip()).toString());
        assertEquals(9L, size);
        assertEquals("hello Wor", Files.readString(path));
        assertFalse(file.channel().isOpen());
    }

    @Test
    void aFullDiskIsToldWithTheNameOfTheFile() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "only Linux has a device that is full");
        AsyncFile file = EventLoop.run(AsyncFile.open(full, StandardOpenOption.WRITE));

        IOException failure = assertThrows(
                IOException.class,
                () -> EventLoop.run(
                        script().then(v -> file.write(bytes("hello"), 0)).lastly(v -> file.closeAsync())));
        IOException failureOfAll =
                assertThrows(IOException.class, () -> EventLoop.run(AsyncFiles.writeString(full, "hello")));

        // The rest is the system's, in its user's language.
        assertTrue(failure.getMessage().startsWith("/dev/full: "), failure.getMessage());
        assertTrue(failureOfAll.getMessage().startsWith("/dev/full: "), failureOfAll.getMessage());
    }

    @Test
    void aTaskThatWaitsForAFileIsNotStuck() throws Exception {
        Thread loopThread = Thread.currentThread();
        try (EventLoop loop = EventLoop.builder().failWhenStuck().build()) {
            Object read = loop.runUntilDone(AsyncFiles.call(() -> {
                // Until the loop has found nothing else to do.
                while (loopThread.getState() == Thread.State.RUNNABLE) {
                    Thread.onSpinWait();
                }
                return "read";
            }));
            assertEquals("read", read);
            IllegalStateException stuck =
                    assertThrows(IllegalStateException.class, () -> loop.runUntilDone(script().await(new Promise<>())));
            assertTrue(stuck.getMessage().contains("wake"), stuck.getMessage());
        }
    }

    @Test
    void readingBeyondTheEndSaysSo() throws Exception {
        Path path = Files.writeString(directory.resolve("file"), "abc");
        AsyncFile file = EventLoop.run(AsyncFile.open(path, StandardOpenOption.READ));

        assertEquals(-1, EventLoop.run(file.read(ByteBuffer.allocate(4), 3)));
        EOFException early =
                assertThrows(EOFException.class, () -> EventLoop.run(file.readFully(ByteBuffer.allocate(4), 0)));
        assertEquals(path + " has ended 1 bytes too early", early.getMessage());
        assertEquals("AsyncFile[" + path + "]", file.toString());
        EventLoop.run(file.closeAsync());
        assertEquals("AsyncFile[" + path + ", closed]", file.toString());
    }

    @Test
    void aFileThatIsNotThereIsAFailureOfTheOpening() {
        assertThrows(
                NoSuchFileException.class,
                () -> EventLoop.run(AsyncFile.open(directory.resolve("nothing"), StandardOpenOption.READ)));
    }

    @Test
    void readingADirectoryAsAFileNamesIt() {
        FileSystemException refused =
                assertThrows(FileSystemException.class, () -> EventLoop.run(AsyncFiles.readString(directory)));
        assertEquals(directory.toString(), refused.getFile());
    }

    @Test
    void wholeFilesAreWrittenCopiedMovedListedAndDeleted() throws Exception {
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");
        Path three = directory.resolve("three");
        Object read = EventLoop.run(script().then(v -> AsyncFiles.writeString(one, "a\nb\n"))
                .then(v -> AsyncFiles.copy(one, two))
                .then(v -> AsyncFiles.move(two, three))
                .then(v -> AsyncFiles.readAllLines(three)));

        assertEquals(List.of("a", "b"), read);
        assertEquals(List.of(one, three), EventLoop.run(AsyncFiles.list(directory)));
        assertEquals(directory, EventLoop.run(AsyncFiles.walk(directory)).get(0));
        assertEquals("a\nb\n", EventLoop.run(AsyncFiles.readString(one)));
        assertEquals(4, EventLoop.run(AsyncFiles.readAllBytes(one)).length);
        assertTrue(EventLoop.run(AsyncFiles.deleteIfExists(one)));
        assertFalse(EventLoop.run(AsyncFiles.deleteIfExists(one)));
    }

    @Test
    void aCallThatHasBegunIsWaitedForAndItsValueIsNotLost() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Object value = EventLoop.run(CancelScope.<Object>run(scope -> {
            new Thread(() -> {
                        awaitUninterrupted(begun);
                        scope.cancel();
                        mayEnd.countDown();
                    })
                    .start();
            return script().then(v -> AsyncFiles.call(() -> {
                begun.countDown();
                awaitUninterrupted(mayEnd);
                return "kept";
            }));
        }));

        assertEquals("kept", value);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
