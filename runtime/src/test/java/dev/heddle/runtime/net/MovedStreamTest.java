// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that change their loop. */
@Timeout(60)
class MovedStreamTest {

    private ServedByGroup net;

    @BeforeEach
    void open() throws IOException {
        net = new ServedByGroup();
    }

    @AfterEach
    void close() throws IOException {
        net.close();
    }

    @Test
    void aStreamThatIsMovedIsUsedThereAndThenHereAgain() throws Throwable {
        EventLoop other = net.group.loops().get(2);
        var unused = net.home.submit(net.server.serve(stream -> script().then(v -> stream.readLine())
                .then(v -> stream.write(Thread.currentThread().getName() + "\n"))
                .then(v -> stream.moveTo(
                        other,
                        () -> script().then(w -> stream.readLine())
                                .then(line ->
                                        stream.write(Thread.currentThread().getName() + " " + line + "\n"))
                                .then(w -> stream.readLine())))
                .then(line -> stream.write(Thread.currentThread().getName() + " " + line + "\n"))));
        ServedByGroup.Client client = net.client();
        // Sent in one piece: what has been read already goes along.
        client.send("one\ntwo");
        assertEquals("home", client.line());
        assertEquals("loop-2 two", client.line());
        client.send("three");
        assertEquals("home three", client.line());
        assertNull(client.line());
        assertTrue(net.unheard.isEmpty(), net.unheard::toString);
    }

    @Test
    void aStreamThatIsInUseIsNotMoved() throws Throwable {
        var unused = net.home.submit(net.server.serve(stream -> {
            var reader = Tasks.spawn("the reader", stream.readLine());
            return script().await(Tasks.yieldNow())
                    .then(v -> stream.moveTo(net.group.next(), () -> script()))
                    .lastly(v -> reader.cancel());
        }));
        assertNull(net.client().line());
        Throwable refusal = net.unheard.take();
        assertInstanceOf(IllegalStateException.class, refusal);
        assertTrue(refusal.getMessage().contains("the reader"), refusal.getMessage());
    }

    @Test
    void aStreamIsRefusedOnAnotherLoopAlsoWhereItNeedNotWait() throws Throwable {
        try (Loopback connection = Loopback.open()) {
            var reading = connection.loop.submit(connection.stream.readLine());
            // By then it waits, and only who has waited makes the stream its loop's.
            connection.run(Tasks.yieldNow());
            connection.peerSends("one\ntwo\n");
            assertEquals("one", reading.get());
            Loopback.refusedElsewhere(connection.stream.readLine());
            Loopback.refusedElsewhere(connection.stream.write("nothing"));
            assertEquals("two", connection.run(connection.stream.readLine()));
        }
    }

    @Test
    void aMoveThatIsCancelledBringsTheStreamBack() throws Throwable {
        Promise<Boolean> waiting = new Promise<>();
        var unused = net.home.submit(net.server.serve(stream -> {
            var moved = Tasks.spawn(stream.moveTo(
                    net.group.next(),
                    () -> script().then(v -> {
                        waiting.complete(true);
                        return stream.readLine();
                    })));
            return script().await(waiting)
                    .run(moved::cancel)
                    .await(moved)
                    .rescue(cancelled -> stream.write("back\n"))
                    .then(v -> stream.readLine());
        }));
        ServedByGroup.Client client = net.client();
        assertEquals("back", client.line());
        client.send("bye");
        assertNull(client.line());
        assertTrue(net.unheard.isEmpty(), net.unheard::toString);
    }
}
