// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.spawn;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.Registration;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.io.Signals;
import dev.heddle.samples.PortArgument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;

/** Serves a directory, a guestbook and two streams, until Ctrl-C. */
public final class Web {

    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final int DEFAULT_PORT = 8080;
    private static final int MOST_NUMBERS = 1_000_000;
    private static final int PIECE = 16 * 1024;
    private static final int BAD = 400;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Web() {}

    /**
     * Serves until Ctrl-C, and then finishes what has been asked for.
     *
     * @param args the port, 0 for a free one, and the directory; by default 8080, and this one
     * @return the exit status
     */
    public static int run(String... args) {
        Path directory = Path.of(args.length < 2 ? "." : args[1]);
        try {
            int port = PortArgument.of(args, DEFAULT_PORT);
            EventLoop.run(() -> serve(port, directory));
            return 0;
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return WRONG_USAGE;
        } catch (Exception failure) {
            System.err.println("The server failed: " + failure);
            return FAILED;
        }
    }

    @Async
    private static Coroutine<Void> serve(int port, Path directory) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Promise<String> stop = new Promise<>();
        Registration onInterrupt = Signals.on("INT", () -> stop.complete("Ctrl-C"));
        Registration onTerminate = Signals.on("TERM", () -> stop.complete("SIGTERM"));
        try (WebServer server = WebServer.bind(address, site(directory), Limits.DEFAULT)) {
            Task<Void> serving = spawn(server.serve());
            System.out.println("Serving http://" + address.getHostString() + ":" + server.port() + "/");
            System.out.println("The files of " + directory.toAbsolutePath().normalize()
                    + ", and /hello, /numbers?count=1000, /guestbook; Ctrl-C ends it");
            System.out.println(await(stop) + ": finishing what has been asked for");
            int cut = await(server.drain(DRAIN));
            await(serving);
            System.out.println(cut == 0 ? "Done" : "Done; connections cut off: " + cut);
        } finally {
            onInterrupt.detach();
            onTerminate.detach();
        }
        return done();
    }

    /** What is served. */
    static Handler site(Path directory) throws IOException {
        Guestbook guestbook = new Guestbook();
        return new Router()
                .on("GET", "/", new StaticFiles(directory))
                .on("GET", "/guestbook", guestbook::list)
                .on("POST", "/guestbook", guestbook::add)
                .on("GET", "/hello", request -> result(Response.text(Response.OK, "Hello, world\n")))
                .on("GET", "/numbers", Web::numbers)
                .on("POST", "/echo", Web::echo);
    }

    /** Counts as far as the client wants: no more of it is ever in memory than the client has room for. */
    private static Coroutine<Response> numbers(Request request) throws HttpProblem {
        int count = count(request.parameter("count", "10"));
        return result(Response.stream("text/plain", out -> {
            for (int i = 1; i <= count; i++) {
                await(out.write(i + "\n"));
            }
            return done();
        }));
    }

    private static int count(String text) throws HttpProblem {
        try {
            int count = Integer.parseInt(text);
            if (count >= 0 && count <= MOST_NUMBERS) {
                return count;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new HttpProblem(BAD, "count has to be a number up to " + MOST_NUMBERS);
    }

    /** Sends back what comes, while it comes. */
    private static Coroutine<Response> echo(Request request) {
        return result(Response.stream("application/octet-stream", out -> {
            ByteBuffer buffer = ByteBuffer.allocate(PIECE);
            while (await(request.body().read(buffer.clear())) >= 0) {
                await(out.write(buffer.flip()));
            }
            return done();
        }));
    }
}
