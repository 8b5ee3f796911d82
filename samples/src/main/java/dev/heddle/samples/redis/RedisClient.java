// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.redis;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.gather;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.timeoutOrElse;

import dev.heddle.Async;
import dev.heddle.AsyncCloseable;
import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.net.TcpStream;
import dev.heddle.runtime.sync.Channel;
import dev.heddle.runtime.sync.ChannelException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One connection, for all tasks of a loop.
 *
 * <pre>
 *   call() --> commands --> writer: all that are there, in one write --> server
 *     ^                        |                                           |
 *     |                        v                                           v
 *     +---- its promise &lt;-- awaited, in the order they were sent &lt;---- reader
 * </pre>
 *
 * <p>A call that is cancelled leaves its place in the line behind: the reply comes nevertheless, must be taken, and nobody wants it.
 */
final class RedisClient implements AsyncCloseable {

    /** How many commands may wait to be sent before callers wait too. */
    private static final int QUEUE = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TcpStream stream;
    private final Channel<Command> commands = Channel.bounded(QUEUE);
    private final Queue<Promise<Reply>> awaited = new ArrayDeque<>();
    private final Task<Void> writer;
    private final Task<Void> reader;
    private int writes;

    private record Command(ByteBuffer bytes, Promise<Reply> reply) {}

    private RedisClient(TcpStream stream) {
        this.stream = stream;
        writer = spawn("redis writer", this::write);
        reader = spawn("redis reader", this::read);
    }

    /** Connects. */
    @Async
    static Coroutine<RedisClient> connect(String host, int port) throws IOException {
        return result(new RedisClient(await(TcpStream.connect(host, port))));
    }

    /**
     * Has the server do something.
     *
     * @param words the command and its arguments
     * @return a coroutine that gives the reply
     * @throws IOException at the await, if the connection is or gets broken: then nobody knows whether the command has been carried out
     * @throws RedisException at the await, if the server refuses the command
     */
    @Async
    Coroutine<Reply> call(String... words) throws IOException {
        Promise<Reply> promise = new Promise<>();
        try {
            await(commands.send(new Command(Resp.command(words), promise)));
        } catch (ChannelException closed) {
            throw new IOException("The connection is closed", closed);
        }
        Reply reply = await(promise, IOException.class);
        if (reply instanceof Reply.Refusal refusal) {
            throw new RedisException(refusal.message());
        }
        return result(reply);
    }

    /** How often something was written: less often than there were commands, if they came at the same time. */
    int writes() {
        return writes;
    }

    /** Sends what is there. While it waits for the server to take that, more comes together for the next time. */
    @Async
    private Coroutine<Void> write() {
        try {
            AsyncIterator<Command> each = commands.iterator();
            while (await(each.moveNext())) {
                List<ByteBuffer> batch = new ArrayList<>();
                for (Command command = each.current(); command != null; command = next()) {
                    awaited.add(command.reply());
                    batch.add(command.bytes());
                }
                writes++;
                await(stream.write(batch.toArray(new ByteBuffer[0])));
            }
            await(stream.shutdownOutput());
        } catch (IOException failure) {
            fail(failure);
        } catch (ChannelException abandoned) {
            assert awaited.isEmpty() : "the reader has told them all";
        }
        return done();
    }

    /** Gives null if nothing more has come together. */
    private @Nullable Command next() {
        try {
            return commands.tryReceive();
        } catch (ChannelException ended) {
            return null;
        }
    }

    @Async
    private Coroutine<Void> read() {
        try {
            while (true) {
                Reply reply = await(Resp.read(stream));
                Promise<Reply> promise = awaited.poll();
                if (promise == null) {
                    throw new ProtocolException("Nobody has asked for " + reply);
                }
                // False if the caller has left meanwhile.
                var unused = promise.complete(reply);
            }
        } catch (IOException end) {
            fail(end);
        }
        return done();
    }

    /** Tells all who wait, and all who come, that there will be nothing more. */
    private void fail(IOException failure) {
        for (Command command : commands.abandon()) {
            var unused = command.reply().fail(failure);
        }
        for (Promise<Reply> promise = awaited.poll(); promise != null; promise = awaited.poll()) {
            var unused = promise.fail(failure);
        }
        stream.abort();
    }

    /** Takes no more commands, and waits a moment for the replies to those that there are. */
    @Async
    @Override
    public Coroutine<Void> closeAsync() {
        commands.close();
        await(timeoutOrElse(PATIENCE, gather(writer, reader), List.of()));
        writer.cancel();
        reader.cancel();
        await(stream.closeAsync());
        return done();
    }
}
