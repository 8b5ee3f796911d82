// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Repeats what is measured until there are enough results of quiet times; and if these don't come, takes the least disturbed. */
public final class QuietTimes {

    /** How often something is measured for one result that is wanted, if it is never quiet. */
    private static final int TRIES = 3;

    /** How many nanoseconds of trying are enough. */
    private static final long PATIENCE = 8_000_000_000L;

    private final Watch watch;

    QuietTimes(Watch watch) {
        this.watch = watch;
    }

    /**
     * Looks with this process's yardstick.
     *
     * @param once whether any time counts as quiet instead, so that nothing is repeated
     * @return quiet times
     */
    public static QuietTimes here(boolean once) {
        return new QuietTimes(once ? () -> 1 : Yardstick.here()::slowdown);
    }

    /** Tells how slow the machine is. */
    @FunctionalInterface
    interface Watch {

        /**
         * Looks.
         *
         * @return 1 if it is as fast as it can be, more if it is slower
         * @throws InterruptedException if interrupted
         */
        double slowdown() throws InterruptedException;
    }

    /**
     * Something to be measured.
     *
     * @param <T> what a measurement gives
     */
    @FunctionalInterface
    public interface Attempt<T> {

        /**
         * Measures once.
         *
         * @return the result
         * @throws IOException if something breaks
         * @throws InterruptedException if interrupted
         */
        T measure() throws IOException, InterruptedException;
    }

    /**
     * What was measured, and when.
     *
     * @param result the result
     * @param slowdown how slow the machine was, before or after: the worse of them
     * @param <T> what it is
     */
    public record Moment<T>(T result, double slowdown) {

        /**
         * Gives the worst of all.
         *
         * @param moments some, at least one
         * @return how slow the machine was then
         */
        public static double slowest(List<? extends Moment<?>> moments) {
            return moments.stream().mapToDouble(Moment::slowdown).max().orElseThrow();
        }

        /**
         * Gives the results.
         *
         * @param moments when there were some
         * @param <T> what they are
         * @return in the same order
         */
        public static <T> List<T> results(List<Moment<T>> moments) {
            return moments.stream().map(Moment::result).toList();
        }
    }

    /**
     * Measures until it has been quiet often enough, or three times as often; or for eight seconds, if half of what is wanted is there then.
     *
     * @param wanted how many results are enough
     * @param attempt what to measure
     * @param <T> what a result is
     * @return those of quiet times, or at least half as many as are wanted, the quietest
     * @throws IOException if a measurement breaks
     * @throws InterruptedException if interrupted
     */
    public <T> List<Moment<T>> measure(int wanted, Attempt<T> attempt) throws IOException, InterruptedException {
        List<Moment<T>> moments = new ArrayList<>();
        double before = watch.slowdown();
        int quiet = 0;
        long begin = System.nanoTime();
        while (quiet < wanted && moments.size() < most(wanted, System.nanoTime() - begin)) {
            T result = attempt.measure();
            double after = watch.slowdown();
            Moment<T> moment = new Moment<>(result, Math.max(before, after));
            moments.add(moment);
            quiet += Yardstick.isQuiet(moment.slowdown()) ? 1 : 0;
            before = after;
        }
        return quiet((wanted + 1) / 2, moments);
    }

    /** What takes long is not measured as often as it might be. */
    private static int most(int wanted, long nanos) {
        return nanos < PATIENCE ? TRIES * wanted : (wanted + 1) / 2;
    }

    /**
     * Picks what was measured in quiet times; or the quietest, if there are few.
     *
     * @param enough how many are enough
     * @param moments all
     * @param <T> what a result is
     * @return the quietest first
     */
    public static <T> List<Moment<T>> quiet(int enough, List<Moment<T>> moments) {
        long quiet = moments.stream()
                .filter(moment -> Yardstick.isQuiet(moment.slowdown()))
                .count();
        return moments.stream()
                .sorted(Comparator.comparingDouble(Moment::slowdown))
                .limit(Math.max(quiet, enough))
                .toList();
    }
}
