// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.chat;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.AsyncCloseable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.net.ByteStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A member of the chat, as a coroutine sees it. */
final class Guest implements AsyncCloseable {

    private final ByteStream stream;
    private final List<String> heard = new ArrayList<>();

    private Guest(ByteStream stream) {
        this.stream = stream;
    }

    /** Answers the question for the name, and reads who is there. */
    @Async
    static Coroutine<Guest> join(ByteStream stream, String name) throws IOException {
        Guest guest = new Guest(stream);
        await(guest.hear("What is your name?"));
        await(guest.say(name));
        await(guest.hear("* " + name + " joins"));
        return result(guest);
    }

    Coroutine<Void> say(String line) throws IOException {
        return stream.write(line + "\n");
    }

    /** Reads up to a line. */
    @Async
    Coroutine<Void> hear(String wanted) throws IOException {
        String line = "";
        while (!line.equals(wanted)) {
            line = await(next());
        }
        return done();
    }

    @Async
    Coroutine<String> next() throws IOException {
        String line = await(stream.readLine());
        if (line == null) {
            throw new EOFException("The end, after " + heard);
        }
        heard.add(line);
        return result(line);
    }

    /** What has been read. */
    List<String> heard() {
        return heard;
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return stream.closeAsync();
    }
}
