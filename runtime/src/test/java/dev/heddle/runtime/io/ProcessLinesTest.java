// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.net.LimitExceededException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a process writes, line by line, as streams of the network give it. */
@Timeout(60)
class ProcessLinesTest {

    @BeforeAll
    static void thereIsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh here");
    }

    private static AsyncProcess sh(String command) throws IOException {
        return EventLoop.run(AsyncProcess.start(new ProcessBuilder("/bin/sh", "-c", command)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void linesComeWithoutTheirEndsAndTheRestAsWell() throws IOException {
        AsyncProcess process = sh("printf 'unix\\ndos\\r\\n\\ngr\\303\\274n\\nno end'");

        for (String line : new String[] {"unix", "dos", "", "grün", "no end"}) {
            assertEquals(line, EventLoop.run(process.readOutputLine()));
        }
        assertNull(EventLoop.run(process.readOutputLine()));
        assertNull(EventLoop.run(process.readOutputLine(0)));
    }

    @Test
    void theOtherOutputHasLinesOfItsOwn() throws IOException {
        AsyncProcess process = sh("echo fine; echo oh >&2; echo dear >&2");

        assertEquals("oh", EventLoop.run(process.readErrorLine()));
        assertEquals("fine", EventLoop.run(process.readOutputLine()));
        assertEquals("dear", EventLoop.run(process.readErrorLine(4)));
        assertNull(EventLoop.run(process.readErrorLine()));
    }

    @Test
    void aConversationGoesLineByLine() throws IOException {
        AsyncProcess process = sh("while read line; do echo \"<$line>\"; done");
        Object said = EventLoop.run(script().then(v -> process.write(bytes("one\ntwo\n")))
                .then(v -> process.readOutputLine())
                .then(one -> script().then(v -> process.readOutputLine()).then(two -> one + ", " + two))
                .lastly(v -> process.closeAsync()));

        assertEquals("<one>, <two>", said);
    }

    @Test
    void aLineMayBeAsLongAsItsLimitAndALongerOneIsDropped() throws IOException {
        AsyncProcess process = sh("printf '1234567\\n1234567\\r\\n12345678\\nnext\\n'");

        assertEquals("1234567", EventLoop.run(process.readOutputLine(7)));
        assertEquals("1234567", EventLoop.run(process.readOutputLine(7)));
        LimitExceededException e =
                assertThrows(LimitExceededException.class, () -> EventLoop.run(process.readOutputLine(7)));
        assertEquals(
                "A line that " + process + " writes is longer than 7 bytes, and is dropped; readOutputLine(limit) sets"
                        + " how long one may be",
                e.getMessage());
        assertEquals("next", EventLoop.run(process.readOutputLine(Integer.MAX_VALUE)));
    }

    @Test
    void aLineHas64KibibytesAtMostIfNothingElseIsSaid() throws IOException {
        AsyncProcess process = sh("printf '%065536d\\n%065537d\\nnext\\n' 1 2");

        assertEquals(65_536, EventLoop.run(process.readOutputLine()).length());
        assertThrows(LimitExceededException.class, () -> EventLoop.run(process.readOutputLine()));
        assertEquals("next", EventLoop.run(process.readOutputLine()));
    }

    @Test
    void aLineThatWasTooLongIsDroppedToItsEndWhateverReadsNext() throws IOException {
        String command = "printf 'xxxxxxxxxx'; read line; printf 'yyyyyyyyyy\\nrest\\n'";
        AsyncProcess read = sh(command);
        AsyncProcess communicated = sh(command);
        ByteBuffer buffer = ByteBuffer.allocate(100);
        assertThrows(LimitExceededException.class, () -> EventLoop.run(read.readOutputLine(5)));
        assertThrows(LimitExceededException.class, () -> EventLoop.run(communicated.readOutputLine(5)));
        EventLoop.run(script().then(v -> read.write(bytes("\n"))).then(v -> read.readOutput(buffer)));

        assertEquals("rest\n", StandardCharsets.UTF_8.decode(buffer.flip()).toString());
        assertEquals(
                "rest\n", EventLoop.run(communicated.communicate(bytes("\n"))).outputText());
    }

    @Test
    void aLineThatIsAwaitedInVainLosesNothing() throws IOException {
        AsyncProcess process = sh("printf half; read line; printf ' and half\\nnext\\n'");
        assertThrows(
                TimeoutException.class,
                () -> EventLoop.run(Tasks.withTimeout(Duration.ofMillis(50), process.readOutputLine())));
        Object line =
                EventLoop.run(script().then(v -> process.write(bytes("\n"))).then(v -> process.readOutputLine()));

        assertEquals("half and half", line);
        ByteBuffer rest = ByteBuffer.allocate(100);
        assertEquals(5, EventLoop.run(process.readOutput(rest)));
    }

    @Test
    void whatCanNotBeReadNamesTheProcess() throws IOException {
        AsyncProcess process = sh("exec cat");
        EventLoop.run(process.closeAsync());
        IOException closed = assertThrows(IOException.class, () -> EventLoop.run(process.readOutputLine()));
        assertTrue(closed.getMessage().startsWith("What " + process + " writes can't be read"), closed.getMessage());

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> process.readErrorLine(-1));
        assertEquals("readErrorLine with a limit of -1", refused.getMessage());
    }
}
