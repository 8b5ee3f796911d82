// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said to those who ask for what a process can't do. */
@Timeout(60)
class ProcessMisuseTest {

    @BeforeAll
    static void thereAreTheseTools() {
        assumeTrue(Files.isExecutable(Path.of("/bin/cat")), "there is no /bin/cat here");
    }

    @Test
    void aSecondReaderIsToldWhoReadsAlready() throws IOException {
        AsyncProcess cat = EventLoop.run(AsyncProcess.start(new ProcessBuilder("/bin/cat")));
        ByteBuffer first = ByteBuffer.allocate(10);
        Object refused = EventLoop.run(
                script().give(Tasks.defer(() -> twoReaders(cat, first))).lastly(v -> cat.closeAsync()));

        String message = ((IllegalStateException) refused).getMessage();
        assertTrue(message.contains("the first reader"), message);
        assertTrue(message.contains(" reads what AsyncProcess[" + cat.pid()), message);
        assertEquals(2, first.position(), "the first one still reads");
    }

    private static Script twoReaders(AsyncProcess cat, ByteBuffer first) throws IOException {
        Task<Integer> reader = Tasks.spawn("the first reader", cat.readOutput(first));
        Object[] refused = new Object[1];
        return script().await(Tasks.yieldNow())
                .then(v -> cat.readOutput(ByteBuffer.allocate(10)))
                .rescue(failure -> refused[0] = failure)
                .then(v -> cat.write(new byte[2]))
                .then(v -> reader)
                .then(v -> refused[0]);
    }

    @Test
    void writingAfterTheEndOfTheInputNamesTheProcess() throws IOException {
        AsyncProcess cat = EventLoop.run(AsyncProcess.start(new ProcessBuilder("/bin/cat")));
        IOException refused = assertThrows(
                IOException.class,
                () -> EventLoop.run(script().then(v -> cat.closeInput())
                        .then(v -> cat.write(new byte[1]))
                        .lastly(v -> cat.closeAsync())));

        assertTrue(refused.getMessage().startsWith("AsyncProcess[" + cat.pid()), refused.getMessage());
        assertTrue(refused.getMessage().contains("closeInput()"), refused.getMessage());
    }

    @Test
    void aProcessThatStillRunsHasNoExitCodeAndSaysHowToGetIt() throws IOException {
        AsyncProcess cat = EventLoop.run(AsyncProcess.start(new ProcessBuilder("/bin/cat")));
        IllegalThreadStateException early = assertThrows(IllegalThreadStateException.class, cat::exitCode);
        EventLoop.run(cat.closeAsync());

        assertEquals(
                "AsyncProcess[" + cat.pid() + "] still runs, and has no exit code yet: await exit()",
                early.getMessage());
    }
}
