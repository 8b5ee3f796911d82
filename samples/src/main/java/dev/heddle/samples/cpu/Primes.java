// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.cpu;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.compute;
import static dev.heddle.runtime.Tasks.interval;

import dev.heddle.Async;
import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.TaskScope;
import dev.heddle.samples.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts primes on all processors, in pieces, while the loop draws a progress bar. */
public final class Primes {

    private static final int PIECES = 50;
    private static final int WRONG_USAGE = 2;
    private static final int DEFAULT_LIMIT = 20_000_000;

    private final int limit;

    /** How many pieces are done. Only the loop's thread changes it: no lock, no atomic. */
    private int done;

    private Primes(int limit) {
        this.limit = limit;
    }

    /**
     * Counts and prints.
     *
     * @param args the limit, if it is not to be 20 million
     * @return the exit status
     */
    public static int run(String... args) {
        try {
            int limit = args.length == 0 ? DEFAULT_LIMIT : Integer.parseInt(args[0]);
            long count = EventLoop.run(new Primes(limit).count());
            System.out.printf("There are %d primes below %d.%n", count, limit);
            return 0;
        } catch (NumberFormatException e) {
            System.err.println("The limit has to be a number, not '" + args[0] + "'.");
            return WRONG_USAGE;
        }
    }

    @Async
    private Coroutine<Long> count() {
        return TaskScope.<Long>run(scope -> {
            Task<Void> drawing = scope.spawn(draw());
            List<Task<Long>> pieces = new ArrayList<>();
            for (int i = 0; i < PIECES; i++) {
                pieces.add(scope.spawn(piece(part(i), part(i + 1))));
            }
            long sum = 0;
            for (Task<Long> each : pieces) {
                sum += await(each);
            }
            drawing.cancel();
            return result(sum);
        });
    }

    private int part(int index) {
        return (int) ((long) limit * index / PIECES);
    }

    /** Hands a piece over to the common pool, which works at as many as there are processors. */
    @Async
    private Coroutine<Long> piece(int from, int to) {
        long count = await(compute(() -> primesIn(from, to)));
        done++;
        return result(count);
    }

    @Async
    private Coroutine<Void> draw() {
        try (Progress bar = new Progress("Primes", PIECES)) {
            AsyncIterator<Long> frames = interval(Duration.ofMillis(100)).iterator();
            while (await(frames.moveNext())) {
                bar.reached(done);
            }
        }
        return done();
    }

    /** On another thread: it uses nothing that changes. Asks now and then whether anybody still wants to know. */
    private static long primesIn(int from, int to) {
        long count = 0;
        for (int i = Math.max(2, from); i < to && !Thread.currentThread().isInterrupted(); i++) {
            if (isPrime(i)) {
                count++;
            }
        }
        return count;
    }

    private static boolean isPrime(int number) {
        for (int i = 2; (long) i * i <= number; i++) {
            if (number % i == 0) {
                return false;
            }
        }
        return true;
    }
}
