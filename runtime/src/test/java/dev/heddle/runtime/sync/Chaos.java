// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;

import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** Tasks that come, wait, are cancelled and go, by chance, under many seeds. A seed that fails is named. */
final class Chaos {

    static final int SEEDS = 2_000;

    static final int TASKS = 12;

    private Chaos() {}

    static void underManySeeds(LongConsumer property) {
        LongStream.range(0, SEEDS).forEach(seed -> {
            try {
                property.accept(seed);
            } catch (Throwable failure) {
                throw new AssertionError("seed " + seed + ": " + failure, failure);
            }
        });
    }

    static Coroutine<?> pause(Random random) {
        int kind = random.nextInt(3);
        return kind == 0 ? yieldNow() : kind == 1 ? script() : sleep(Duration.ofMillis(random.nextInt(5)));
    }

    static void chaos(Random random, List<Script> bodies) {
        chaos(random, bodies, () -> {});
    }

    /** Runs bodies side by side and cancels some of them; when nothing moves any more, does something about those who still wait, and ends when all have. */
    static void chaos(Random random, List<Script> bodies, Runnable settle) {
        List<Task<?>> tasks = new ArrayList<>();
        Script main = script().run(() -> bodies.forEach(body -> tasks.add(spawn(body.rescue(Chaos::expected)))));
        main.repeat(6, i -> pause(random)).run(() -> {
            for (int i = 0; i < 4; i++) {
                var unused = tasks.get(random.nextInt(tasks.size())).cancel();
            }
        });
        main.await(sleep(Duration.ofSeconds(1))).run(settle);
        for (int i = 0; i < bodies.size(); i++) {
            int index = i;
            main.then(v -> tasks.get(index)).rescue(Chaos::expected);
        }
        run(random, main);
    }

    /** Cancellations, and what comes of channels that are closed; but no assertion that failed. */
    static Object expected(Object failure) throws Throwable {
        if (failure instanceof Error error) {
            throw error;
        }
        return null;
    }

    /** First come, first served, or in an order by chance. Nothing may be left behind. */
    static void run(Random random, Script main) {
        VirtualTime.Builder time = VirtualTime.builder().timeLimit(Duration.ofMinutes(1));
        if (random.nextInt(4) > 0) {
            time.seed(random.nextLong());
        }
        try (VirtualTime loop = time.build()) {
            var unused = loop.test(() -> main);
        }
    }

    static Script using(Random random, Coroutine<? extends AutoCloseable> acquisition, Script body) {
        return script().await(pause(random))
                .await(acquisition)
                .then(held -> script().await(body).lastly(v -> {
                    ((AutoCloseable) held).close();
                    return v;
                }));
    }

    static Script iteration(Random random, AsyncIterator<Integer> each, List<Integer> to) {
        return script().await(pause(random)).then(v -> each.moveNext()).then(more -> {
            if (!(Boolean) more) {
                return null;
            }
            to.add(each.current());
            return iteration(random, each, to);
        });
    }
}
