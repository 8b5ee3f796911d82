// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.chat;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.gather;
import static dev.heddle.runtime.Tasks.spawn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.AsyncFunction;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.net.TcpConnector;
import dev.heddle.runtime.net.TcpStream;
import dev.heddle.runtime.net.Tls;
import dev.heddle.runtime.sync.Barrier;
import dev.heddle.samples.Printed;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Server and guests share one loop. */
@Timeout(60)
class ChatTest {

    private static final int GUESTS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static SelfSigned certificate;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = EventLoop.run(SelfSigned::make);
    }

    /** Opens a room, runs a visit, and closes the room; all guests have gone by then, or are thrown out. */
    private static <T> T visit(int linesBehind, Duration patience, AsyncFunction<ChatServer, T> visit)
            throws Exception {
        return EventLoop.run(() -> {
            Room room = new Room(linesBehind);
            try (ChatServer server = ChatServer.bind(0, Tls.server(certificate.server()), room, patience)) {
                Task<Void> serving = spawn(server.serve());
                T seen = await(visit.apply(server));
                await(server.closeAsync());
                await(serving);
                assertEquals(List.of(), room.names());
                return result(seen);
            }
        });
    }

    @Async
    private static Coroutine<Guest> joinPlain(ChatServer server, String name) throws IOException {
        return result(await(Guest.join(await(TcpStream.connect("localhost", server.plainPort())), name)));
    }

    @Async
    private static Coroutine<Guest> joinSecure(ChatServer server, String name) throws Exception {
        TcpStream stream = await(TcpStream.connect("localhost", server.securePort()));
        return result(await(Guest.join(await(Tls.client(certificate.client()).upgrade(stream, "localhost")), name)));
    }

    /** Joins, waits for all the others, says a line, and listens until everybody has said one. */
    @Async
    private static Coroutine<List<String>> guest(ChatServer server, int number, Barrier allAreHere)
            throws Exception, BrokenBarrierException {
        String name = "guest" + number;
        // Every fourth one by TLS.
        try (Guest guest = await(number % 4 == 0 ? joinSecure(server, name) : joinPlain(server, name))) {
            await(allAreHere.arrive());
            await(guest.say("hello from " + number));
            List<String> greetings = new ArrayList<>();
            while (greetings.size() < GUESTS) {
                String line = await(guest.next());
                if (line.contains(": hello from ")) {
                    greetings.add(line);
                }
            }
            await(guest.say("/quit"));
            return result(greetings);
        }
    }

    @Test
    void twoHundredGuestsHearTheSameInTheSameOrder() throws Exception {
        List<List<String>> heard = visit(10_000, PATIENCE, server -> {
            Barrier allAreHere = new Barrier(GUESTS);
            List<Coroutine<List<String>>> guests = new ArrayList<>();
            for (int i = 0; i < GUESTS; i++) {
                guests.add(guest(server, i, allAreHere));
            }
            return result(await(gather(guests)));
        });

        assertEquals(GUESTS, new HashSet<>(heard.get(0)).size());
        heard.forEach(each -> assertEquals(heard.get(0), each));
    }

    @Test
    void whoComesIsToldWhoIsThereAndWhoIsThereIsToldWhoComesAndGoes() throws Exception {
        List<List<String>> heard = visit(100, PATIENCE, server -> {
            Guest ada = await(joinPlain(server, "Ada"));
            Guest bob = await(joinSecure(server, "Bob"));
            await(ada.hear("* Bob joins"));
            await(bob.say("Hello, Ada"));
            await(bob.say("  "));
            await(bob.say("/quit"));
            await(ada.hear("* Bob leaves"));
            await(bob.closeAsync());
            await(ada.closeAsync());
            return result(List.of(ada.heard(), bob.heard()));
        });

        assertEquals(
                List.of(
                        "What is your name?",
                        "* here: Ada",
                        "* Ada joins",
                        "* Bob joins",
                        "Bob: Hello, Ada",
                        "* Bob leaves"),
                heard.get(0));
        assertEquals("* here: Ada, Bob", heard.get(1).get(1));
    }

    @Test
    void aNameIsAskedForAgainUntilItIsOne() throws Exception {
        List<String> heard = visit(100, PATIENCE, server -> {
            Guest ada = await(joinPlain(server, "Ada"));
            TcpStream stream = await(TcpStream.connect("localhost", server.plainPort()));
            await(stream.write("A d a\nAda\n"));
            Guest other = await(Guest.join(stream, "Eve"));
            await(other.closeAsync());
            await(ada.hear("* Eve leaves"));
            await(ada.closeAsync());
            return result(other.heard());
        });

        assertEquals(
                List.of(
                        "What is your name?",
                        "Up to 20 letters and digits, please:",
                        "There is a Ada already. Your name?",
                        "* here: Ada, Eve",
                        "* Eve joins"),
                heard);
    }

    /** A guest whose system takes in little for it. */
    @Async
    private static Coroutine<Guest> joinDeaf(ChatServer server, String name) throws IOException {
        TcpConnector connector = new TcpConnector().option(StandardSocketOptions.SO_RCVBUF, 4096);
        return result(await(Guest.join(await(connector.connect("localhost", server.plainPort())), name)));
    }

    /** Says something again and again, each time when it has come back, until something else comes between. */
    @Async
    private static Coroutine<Integer> talk(Guest guest, int most, String until) throws IOException {
        String line = "x".repeat(990);
        for (int i = 1; i <= most; i++) {
            await(guest.say(line));
            String back = await(guest.next());
            while (!back.endsWith(line)) {
                if (back.equals(until)) {
                    return result(i);
                }
                back = await(guest.next());
            }
        }
        return result(most);
    }

    @Test
    void whoIsSlowMissesLinesAndIsToldHowManyAndHoldsNobodyUp() throws Exception {
        int said = 10_000;
        List<String> heard = visit(10, PATIENCE, server -> {
            Guest slow = await(joinDeaf(server, "slow"));
            Guest fast = await(joinPlain(server, "fast"));
            assertEquals(said, await(talk(fast, said, "")));
            Task<Void> reading = spawn(slow.hear("* fast leaves"));
            await(fast.say("/quit"));
            await(reading);
            await(fast.closeAsync());
            await(slow.closeAsync());
            return result(slow.heard());
        });

        long lines = heard.stream().filter(line -> line.startsWith("fast: ")).count();
        long missed = heard.stream()
                .filter(line -> line.startsWith("* you missed "))
                .mapToLong(line -> Long.parseLong(line.split(" ", -1)[3]))
                .sum();
        assertTrue(missed > 0, "missed none of " + lines);
        assertEquals(said, lines + missed);
    }

    @Test
    void whoNeverReadsIsThrownOut() throws Exception {
        int said = visit(10, Duration.ofMillis(100), server -> {
            Guest deaf = await(joinDeaf(server, "deaf"));
            Guest fast = await(joinPlain(server, "fast"));
            int talked = await(talk(fast, Integer.MAX_VALUE, "* deaf leaves"));
            await(deaf.closeAsync());
            await(fast.closeAsync());
            return result(talked);
        });

        assertTrue(said > 1, () -> "left after " + said);
    }

    @Test
    void wrongArgumentsAreRefused() throws Exception {
        Printed printed = Printed.by(() -> assertEquals(2, Chat.run("-1")));

        assertEquals(List.of("The port has to be a number up to 65534, not '-1'."), printed.err());
    }
}
