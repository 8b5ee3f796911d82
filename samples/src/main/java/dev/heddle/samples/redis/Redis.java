// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.redis;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.runtime.Tasks.gather;
import static dev.heddle.runtime.Tasks.spawn;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.samples.PortArgument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Has a hundred tasks count together, over one connection. */
public final class Redis {

    private static final String COUNTER = "heddle:sample:counter";
    private static final int TASKS = 100;
    private static final int TIMES = 100;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Redis() {}

    /**
     * Counts.
     *
     * @param args the port of a Redis on this machine; without it, the sample has a small server of its own
     * @return the exit status
     */
    public static int run(String... args) {
        try {
            int port = PortArgument.of(args, 0);
            EventLoop.run(() -> port == 0 ? countAlone() : count(port));
            return 0;
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return WRONG_USAGE;
        } catch (Exception failure) {
            System.err.println("Redis failed: " + failure.getMessage());
            return FAILED;
        }
    }

    @Async
    private static Coroutine<Void> countAlone() throws IOException {
        try (FakeRedis server = FakeRedis.bind()) {
            Task<Void> serving = spawn(server.serve());
            await(count(server.port()));
            await(server.closeAsync());
            await(serving);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> count(int port) throws IOException {
        try (RedisClient redis = await(RedisClient.connect("localhost", port))) {
            await(redis.call("DEL", COUNTER));
            List<Coroutine<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                tasks.add(increment(redis));
            }
            await(gather(tasks));
            String total = await(redis.call("GET", COUNTER)).asText();
            await(redis.call("DEL", COUNTER));
            System.out.println(TASKS + " tasks have counted to " + total + ", in " + redis.writes() + " writes");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> increment(RedisClient redis) throws IOException {
        for (int i = 0; i < TIMES; i++) {
            await(redis.call("INCR", COUNTER));
        }
        return done();
    }
}
