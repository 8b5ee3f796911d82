// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.Coroutine;
import dev.heddle.Registration;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Tasks;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SignalsTest {

    private static final int SIGINT = 2;

    @BeforeAll
    static void thereIsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "signals are sent by /bin/sh, which is not here");
    }

    /** A shell without job control has what it runs in the background ignore interrupts; a JVM leaves it at that, and so do those that it starts. */
    private static void assumeInterruptsArrive() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            String ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring("SigIgn:".length()).strip())
                    .findFirst()
                    .orElse("0");
            boolean interrupts = (Long.parseUnsignedLong(ignored, 16) & 1L << (SIGINT - 1)) != 0;
            assumeFalse(interrupts, "interrupts are ignored here, as in the background of a shell");
        }
    }

    private static void send(String signal, long pid) {
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid).start();
            assertEquals(0, kill.waitFor());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSignalRunsItsActionOnTheLoop() {
        Thread[] thread = new Thread[1];
        EventLoop.run(script().then(v -> {
            Promise<String> came = new Promise<>();
            Registration registration = Signals.on("WINCH", () -> {
                thread[0] = Thread.currentThread();
                came.complete("came");
            });
            send("WINCH", ProcessHandle.current().pid());
            return script().await(came).lastly(w -> {
                registration.detach();
                registration.detach();
                return null;
            });
        }));

        assertSame(Thread.currentThread(), thread[0]);
    }

    @Test
    void aLoopThatWaitsForASignalIsNotStuck() throws Exception {
        Thread loopThread = Thread.currentThread();
        Thread sender = new Thread(() -> {
            // Until the loop has found nothing else to do.
            while (loopThread.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
            send("WINCH", ProcessHandle.current().pid());
        });
        try (EventLoop loop = EventLoop.builder().failWhenStuck().build()) {
            Object came = loop.runUntilDone(script().then(v -> {
                Promise<String> promise = new Promise<>();
                Signals.on("WINCH", () -> promise.complete("came"));
                sender.start();
                return promise;
            }));
            assertEquals("came", came);
        }
        sender.join();
    }

    @Test
    void whoeverHandledASignalBeforeDoesSoAgainWhenTheLoopIsClosed() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (EventLoop before = EventLoop.builder().start()) {
            Registration registration = before.onSignal("WINCH", () -> heard.complete("heard"));
            EventLoop.run(script().then(v -> {
                Signals.on("WINCH", () -> heard.complete("by a loop that is closed"));
                return Tasks.yieldNow();
            }));
            send("WINCH", ProcessHandle.current().pid());

            assertEquals("heard", heard.get());
            registration.detach();
        }
    }

    @Test
    void whoHandlesASignalSinceGoesOnWhenAnotherLetsGoOfIt() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (EventLoop loop = EventLoop.builder().start()) {
            Registration first = loop.onSignal("WINCH", () -> heard.complete("first"));
            Registration second = loop.onSignal("WINCH", () -> heard.complete("second"));
            first.detach();
            send("WINCH", ProcessHandle.current().pid());

            assertEquals("second", heard.get());
            second.detach();
        }
    }

    @Test
    void aSignalThatCantBeHandledIsRefused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> EventLoop.run(script().then(v -> Signals.on("KILL", () -> {}))));
        assertTrue(e.getMessage().contains("SIGKILL"), e.getMessage());
        assertThrows(IllegalStateException.class, () -> Signals.on("WINCH", () -> {}));
    }

    @Test
    void theFirstInterruptCancelsTheTaskAndItsCleanupRuns() throws IOException {
        assumeInterruptsArrive();
        Object ended = EventLoop.run(script().then(v -> {
                    Signals.cancelOnInterrupt();
                    send("INT", ProcessHandle.current().pid());
                    return Tasks.sleep(Duration.ofMinutes(1));
                })
                .rescue(thrown -> thrown));

        assertInstanceOf(CancellationException.class, ended);
        assertTrue(((Throwable) ended).getMessage().contains("SIGINT"));
    }

    /** A program whose cleanup hangs. */
    public static final class Hanging {
        private Hanging() {}

        public static void main(String[] args) {
            EventLoop.run(script().then(v -> {
                        Signals.cancelOnInterrupt();
                        System.out.println("waiting");
                        return Tasks.sleep(Duration.ofMinutes(1));
                    })
                    .rescue(thrown -> {
                        System.out.println("hanging");
                        return Tasks.shield(Tasks.sleep(Duration.ofMinutes(1)));
                    }));
        }
    }

    /** Not the JVM's own: under test the classes are those of a patched module. */
    private static String classPath() throws Exception {
        Path here = Path.of(SignalsTest.class.getResource("SignalsTest.class").toURI());
        int depth = SignalsTest.class.getName().split("\\.").length;
        Path tests = here;
        for (int i = 0; i < depth; i++) {
            tests = tests.getParent();
        }
        return String.join(File.pathSeparator, tests.toString(), location(EventLoop.class), location(Coroutine.class));
    }

    private static String location(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    @Test
    void theSecondInterruptEndsTheProgram() throws Exception {
        assumeInterruptsArrive();
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        Hanging.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("waiting", output.readLine());
            send("INT", program.pid());
            assertEquals("hanging", output.readLine());
            send("INT", program.pid());
            assertEquals(130, program.waitFor());
        }
    }
}
