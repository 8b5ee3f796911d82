// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.chat;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.withTimeout;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.TaskScope;
import dev.heddle.runtime.net.ByteStream;
import dev.heddle.runtime.net.LimitExceededException;
import dev.heddle.runtime.sync.Subscription;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * One member: asked for a name, then two tasks, one that hears and one that speaks. When either ends, both do.
 *
 * <pre>
 *   name? -- taken --> name? -- free --> in the room -- /quit, end, broken, does not read --> gone
 * </pre>
 */
final class Session {

    private static final Logger LOGGER = System.getLogger(Session.class.getName());
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\d]{1,20}");
    private static final int LINE = 1_000;

    private final ByteStream stream;
    private final Room room;

    /** How long a member may take to say a name, and to take a line. */
    private final Duration patience;

    Session(ByteStream stream, Room room, Duration patience) {
        this.stream = stream;
        this.room = room;
        this.patience = patience;
    }

    /** Runs until the member leaves. Whoever calls it closes the stream. */
    @Async
    Coroutine<Void> run() {
        try {
            String name = await(withTimeout(patience, name()));
            if (!name.isEmpty()) {
                await(stay(name));
            }
        } catch (IOException | TimeoutException gone) {
            LOGGER.log(Level.DEBUG, "A member has gone", gone);
        }
        return done();
    }

    /** Asks until it is a name that nobody has. Gives an empty one if the member ends before. */
    @Async
    private Coroutine<String> name() throws IOException {
        await(stream.write("What is your name?\n"));
        for (String name = await(stream.readLine(LINE)); name != null; name = await(stream.readLine(LINE))) {
            if (!NAME.matcher(name).matches()) {
                await(stream.write("Up to 20 letters and digits, please:\n"));
            } else if (!room.enter(name)) {
                await(stream.write("There is a " + name + " already. Your name?\n"));
            } else {
                return result(name);
            }
        }
        return result("");
    }

    @Async
    private Coroutine<Void> stay(String name) throws IOException {
        // It listens from here on, so nothing is missed between the list of names and the first line.
        try (Subscription<String> lines = room.listen()) {
            String others = String.join(", ", room.names());
            room.say("* " + name + " joins");
            await(TaskScope.<Void>run(scope -> {
                var unused = scope.spawn(() -> speak(others, lines));
                await(hear(name));
                scope.cancel();
                return done();
            }));
        } finally {
            room.leave(name);
            room.say("* " + name + " leaves");
        }
        return done();
    }

    /** Says what the member says. */
    @Async
    private Coroutine<Void> hear(String name) throws IOException {
        String line = "";
        while (line != null && !line.equals("/quit")) {
            if (!line.isBlank()) {
                room.say(name + ": " + line);
            }
            try {
                line = await(stream.readLine(LINE));
            } catch (LimitExceededException tooLong) {
                line = "(said too much at once)";
            }
        }
        return done();
    }

    /** Tells the member what is said. It alone writes to the stream. */
    @Async
    private Coroutine<Void> speak(String others, Subscription<String> lines) throws IOException, TimeoutException {
        await(stream.write("* here: " + others + "\n"));
        long missed = 0;
        while (await(lines.moveNext())) {
            String line = lines.current() + "\n";
            if (lines.missed() > missed) {
                line = "* you missed " + (lines.missed() - missed) + " lines\n" + line;
                missed = lines.missed();
            }
            // Who does not read at all is not a member any more.
            await(withTimeout(patience, stream.write(line)));
        }
        return done();
    }
}
