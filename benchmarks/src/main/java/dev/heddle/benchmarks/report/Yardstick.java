// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Tells how fast the machine is at the moment: how long a loop takes that needs nothing but a processor's adders. Whoever shares the processors' cores with us, in another virtual machine, is in no
 * statistics of ours, and makes us up to twice as slow for seconds at a time, each processor by itself. What was measured between two moments that are both as fast as the best counts as quiet.
 */
public final class Yardstick {

    /** How much slower than at the best a quiet moment may be. */
    private static final double BOUND = 1.15;

    private static final String BEST = "heddle.benchmarks.yardstick";
    private static final int ROUNDS = 200_000;
    private static final int PASSES = 5;

    /** Until the JIT has taken the loop. */
    private static final int WARM_UP = 300;

    private static final Yardstick HERE = new Yardstick(Long.getLong(BEST, Long.MAX_VALUE));

    private final int processors = Runtime.getRuntime().availableProcessors();
    private long best;

    /** Nobody reads it, but the JIT can't know, and keeps the loop. */
    @SuppressWarnings("UnusedVariable")
    private volatile long sum;

    private Yardstick(long best) {
        this.best = best;
        LongStream.range(0, WARM_UP).forEach(i -> pass());
    }

    /**
     * Gives the one of this process. It knows the best moment of the process that has started this one.
     *
     * @return always the same
     */
    public static Yardstick here() {
        return HERE;
    }

    /**
     * Looks for the best that the machine can do.
     *
     * @param millis for how long to look
     * @throws InterruptedException if interrupted
     */
    public void calibrate(long millis) throws InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < millis * 1_000_000) {
            var unused = slowdown();
        }
    }

    /**
     * Gives the option that tells another JVM what the best is.
     *
     * @return an argument for {@code java}
     */
    public synchronized String option() {
        return "-D" + BEST + "=" + best;
    }

    /**
     * Tells how fast the processor of the calling thread is now, in a millisecond.
     *
     * @return how many times as long as at the best the loop takes: 1 and a little if it is quiet
     */
    public double slowdownHere() {
        return slowdown(leastOfSome());
    }

    /**
     * Tells how fast the slowest of the processors is now. For a millisecond this takes all of them.
     *
     * @return how many times as long as at the best the loop takes: 1 and a little if it is quiet
     * @throws InterruptedException if interrupted
     */
    public double slowdown() throws InterruptedException {
        long[] nanos = new long[processors];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < processors; i++) {
            int processor = i;
            Thread thread = new Thread(() -> nanos[processor] = leastOfSome(), "yardstick-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return slowdown(nanos);
    }

    private synchronized double slowdown(long... nanos) {
        best = Math.min(best, LongStream.of(nanos).min().orElseThrow());
        return (double) LongStream.of(nanos).max().orElseThrow() / best;
    }

    /**
     * Tells whether a moment was quiet.
     *
     * @param slowdown how slow the machine was
     * @return true if it was about as fast as at the best
     */
    public static boolean isQuiet(double slowdown) {
        return slowdown < BOUND;
    }

    private long leastOfSome() {
        return LongStream.range(0, PASSES).map(i -> pass()).min().orElseThrow();
    }

    /** Sums that do not wait for each other, so that whoever shares the core's adders is felt. */
    private long pass() {
        long a = 1;
        long b = 2;
        long c = 3;
        long d = 4;
        long e = 5;
        long f = 6;
        long begin = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            a += i ^ b;
            c += i ^ d;
            e += i ^ f;
            b = b * 31;
            d = d ^ i;
            f = f + 7;
        }
        long nanos = System.nanoTime() - begin;
        sum = a + b + c + d + e + f;
        return nanos;
    }
}
