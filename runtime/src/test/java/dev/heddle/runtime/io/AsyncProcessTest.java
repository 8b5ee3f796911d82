// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncProcessTest {

    @BeforeAll
    static void thereIsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh here");
    }

    private static AsyncProcess sh(String command) {
        try {
            return EventLoop.run(AsyncProcess.start(new ProcessBuilder("/bin/sh", "-c", command)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aProcessIsFedAndDrainedAtOnce() throws IOException {
        byte[] sent = new byte[1_000_000];
        new Random(1).nextBytes(sent);
        AsyncProcess.Result result = EventLoop.run(sh("cat").communicate(sent));

        assertEquals(0, result.exitCode());
        assertArrayEquals(sent, result.output().array());
        assertEquals(0, result.errors().remaining());
    }

    @Test
    void bothOutputsAreReadAtOnce() throws IOException {
        AsyncProcess.Result result = EventLoop.run(
                sh("i=0; while [ $i -lt 9000 ]; do echo 0123456789; echo abcdefghij >&2; i=$((i+1)); done; exit 7")
                        .communicate(new byte[0]));

        assertEquals(7, result.exitCode());
        assertEquals(99_000, result.outputText().length());
        assertEquals(99_000, result.errorText().length());
    }

    @Test
    void aProcessThatDoesNotReadItsInputIsNoFailure() throws IOException {
        AsyncProcess.Result result = EventLoop.run(sh("echo enough").communicate(new byte[1_000_000]));

        assertEquals("enough\n", result.outputText());
    }

    @Test
    void aProgramThatIsNotThereIsAFailureOfTheStart() {
        IOException e = assertThrows(
                IOException.class, () -> EventLoop.run(AsyncProcess.start(new ProcessBuilder("/no/such/program"))));
        assertTrue(e.getMessage().contains("/no/such/program"), e.getMessage());
    }

    @Test
    void aCancelledWaitLeavesTheProcessAloneAndKillingEndsIt() {
        AsyncProcess process = sh("exec sleep 1000");
        assertThrows(
                TimeoutException.class, () -> EventLoop.run(Tasks.withTimeout(Duration.ofMillis(20), process.exit())));
        assertTrue(process.isAlive());
        process.kill();

        assertEquals(128 + 9, EventLoop.run(process.exit()));
        process.kill();
        assertEquals(128 + 9, process.exitCode());
    }

    @Test
    void severalTasksWaitForOneProcess() {
        AsyncProcess process = sh("exit 3");

        assertEquals(List.of(3, 3, 3), EventLoop.run(Tasks.gather(process.exit(), process.exit(), process.exit())));
    }

    @Test
    void cancellingTheCommunicationKillsTheProcessAndWhatItHasStarted() {
        AsyncProcess process = sh("sleep 1000; true");
        assertThrows(
                TimeoutException.class,
                () -> EventLoop.run(Tasks.withTimeout(Duration.ofMillis(100), process.communicate(new byte[0]))));

        assertFalse(process.isAlive());
    }

    @Test
    void closingKillsAProcessThatStillRuns() {
        AsyncProcess process = sh("exec sleep 1000");
        EventLoop.run(process.closeAsync());

        assertFalse(process.isAlive());
    }

    @Test
    void aConversationGoesBackAndForth() throws IOException {
        AsyncProcess process = sh("while read line; do echo \"<$line>\"; done");
        ByteBuffer buffer = ByteBuffer.allocate(100);
        EventLoop.run(script().then(v -> process.write(bytes("one\n")))
                .then(v -> process.readOutput(buffer))
                .then(v -> process.write(bytes("two\n")))
                .then(v -> process.readOutput(buffer))
                .then(v -> process.closeInput())
                .then(v -> process.readOutput(buffer))
                .then(end -> assertEqualsAndPass(-1, end))
                .then(v -> process.exit()));

        assertEquals(
                "<one>\n<two>\n", StandardCharsets.UTF_8.decode(buffer.flip()).toString());
    }

    @Test
    void aProcessWhoseOutputNobodyReadsWaitsAndEndsWhenItIsRead() throws IOException {
        // More than a pipe holds.
        AsyncProcess process = sh("i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done; exit 5");
        ByteBuffer output = ByteBuffer.allocate(220_001);
        Object exitCode = EventLoop.run(script().then(v -> {
            Task<Integer> exit = Tasks.spawn(process.exit());
            return script().await(Tasks.yieldNow())
                    .then(w -> {
                        assertFalse(exit.isDone());
                        return readToTheEnd(process, output);
                    })
                    .await(exit);
        }));

        assertEquals(5, exitCode);
        assertEquals(220_000, output.position());
    }

    private static Object readToTheEnd(AsyncProcess process, ByteBuffer output) {
        return script().then(v -> process.readOutput(output))
                .then(count -> (Integer) count < 0 ? count : readToTheEnd(process, output));
    }

    @Test
    void aStartThatIsCancelledLeavesNoProcess() {
        EventLoop.run(script().then(v -> {
            Task<Object> starting = Tasks.spawn(
                    script().then(w -> AsyncProcess.start(new ProcessBuilder("/bin/sh", "-c", "exec sleep 1003")))
                            .then(started -> Tasks.shield(((AsyncProcess) started).closeAsync())));
            // The start has begun, on another thread.
            return script().await(Tasks.yieldNow())
                    .run(starting::cancel)
                    .await(starting)
                    .rescue(cancelled -> "cancelled");
        }));

        assertEquals(
                0,
                ProcessHandle.current()
                        .descendants()
                        .filter(ProcessHandle::isAlive)
                        .filter(process ->
                                process.info().commandLine().orElse("").endsWith("sleep 1003"))
                        .count());
    }

    private static Object assertEqualsAndPass(Object expected, Object actual) {
        assertEquals(expected, actual);
        return actual;
    }

    @Test
    void aPipelineHandsBytesFromOneProcessToTheNext() throws IOException {
        List<AsyncProcess> pipeline = EventLoop.run(AsyncProcess.startPipeline(List.of(
                new ProcessBuilder("/bin/sh", "-c", "echo banana; echo apple; echo cherry"),
                new ProcessBuilder("sort"),
                new ProcessBuilder("head", "-n", "1"))));
        AsyncProcess last = pipeline.get(2);
        ByteBuffer buffer = ByteBuffer.allocate(100);
        EventLoop.run(script().then(v -> last.readOutput(buffer)).then(v -> last.exit()));

        assertEquals("apple\n", StandardCharsets.UTF_8.decode(buffer.flip()).toString());
    }

    @Test
    void aReadThatIsCancelledTakesNothing() throws IOException {
        AsyncProcess process = sh("read line; echo hello; read line; exec sleep 1000");
        ByteBuffer buffer = ByteBuffer.allocate(100);
        assertThrows(
                TimeoutException.class,
                () -> EventLoop.run(Tasks.withTimeout(Duration.ofMillis(20), process.readOutput(buffer))));
        // The thread that fetches for the first read hands it to the second.
        Object count = EventLoop.run(script().then(v -> process.write(bytes("\n")))
                .then(v -> process.readOutput(buffer))
                .lastly(v -> process.closeAsync()));

        assertEquals(6, count);
        assertEquals("hello\n", StandardCharsets.UTF_8.decode(buffer.flip()).toString());
    }

    @Test
    void whatWasFetchedForACancelledReadIsCommunicatedToo() throws IOException {
        AsyncProcess process = sh("read line; echo one; echo two");
        assertThrows(
                TimeoutException.class,
                () -> EventLoop.run(
                        Tasks.withTimeout(Duration.ofMillis(20), process.readOutput(ByteBuffer.allocate(100)))));

        assertEquals(
                "one\ntwo\n", EventLoop.run(process.communicate(bytes("\n"))).outputText());
    }

    @Test
    void aReadWithoutRoomGivesZeroAndOneAtTheEndSaysSo() {
        AsyncProcess process = sh("exec cat");
        Object counts = EventLoop.run(script().then(v -> process.readOutput(ByteBuffer.allocate(0)))
                .then(none -> script().then(v -> process.closeInput())
                        .then(v -> process.readOutput(ByteBuffer.allocate(9)))
                        .then(end -> none + ", " + end)));

        assertEquals("0, -1", counts);
    }

    /** A process that is nobody's child any more, and holds the pipes. */
    private static final String LEAVES_ONE_BEHIND = "(sleep 20 <&3 &) 3<&0; exec sleep 1000";

    @Test
    void aDeadlineHoldsThoughSomebodyElseKeepsThePipesOpen() {
        AsyncProcess process = sh(LEAVES_ONE_BEHIND);
        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertThrows(
                        TimeoutException.class,
                        () -> EventLoop.run(
                                Tasks.withTimeout(Duration.ofMillis(200), process.communicate(new byte[1_000_000])))));

        assertFalse(process.isAlive());
    }

    @Test
    void closingDoesNotWaitForAWriteThatNobodyReads() {
        AsyncProcess process = sh(LEAVES_ONE_BEHIND);
        assertThrows(
                TimeoutException.class,
                () -> EventLoop.run(Tasks.withTimeout(Duration.ofMillis(200), process.write(new byte[1_000_000]))));
        assertTimeout(Duration.ofSeconds(10), () -> EventLoop.run(process.closeAsync()));

        assertFalse(process.isAlive());
    }

    @Test
    void whatAProcessWritesWhenItIsToldToEndCanBeRead() {
        AsyncProcess process = sh("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.01; done");
        ByteBuffer buffer = ByteBuffer.allocate(100);
        Object exitCode = EventLoop.run(script().then(v -> process.readOutput(buffer))
                .run(process::terminate)
                .then(v -> process.exit())
                .then(code -> script().then(v -> readToTheEnd(process, buffer)).give(code)));

        assertEquals(3, exitCode);
        assertEquals("up\nbye\n", StandardCharsets.UTF_8.decode(buffer.flip()).toString());
    }

    @Test
    void aLoopThatWaitsForAProcessIsNotStuck() throws Exception {
        AsyncProcess process = sh("read line; exit 6");
        Thread loopThread = Thread.currentThread();
        Thread ender = new Thread(() -> {
            // Until the loop has found nothing else to do.
            while (loopThread.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
            EventLoop.run(closedInput(process));
        });
        try (EventLoop loop = EventLoop.builder().failWhenStuck().build()) {
            ender.start();
            assertEquals(6, loop.runUntilDone(process.exit()));
        }
        ender.join();
    }

    private static Coroutine<Void> closedInput(AsyncProcess process) {
        try {
            return process.closeInput();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
