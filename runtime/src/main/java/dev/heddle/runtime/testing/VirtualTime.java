// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.testing;

import dev.heddle.AsyncCallable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An event loop on virtual time, for tests: when nothing is ready, its clock jumps to the next deadline. Hours of sleep take no time, and every run is like the other.
 * When there is no deadline either, nothing can wake the tasks that are left, and the run fails with an {@link IllegalStateException} that names who waits, and where.
 *
 * <p>Promises that another thread completes don't fit in here: the loop would not wait for them. For one thread at a time.
 */
public final class VirtualTime implements AutoCloseable {

    private final EventLoop loop;
    private final long start;
    private final @Nullable UnheardInTest unheard;

    /** Makes a loop whose unheard failures go to the system's logger. */
    public VirtualTime() {
        this(EventLoop.builder(), null);
    }

    /**
     * Makes a loop with an exception handler.
     *
     * @param exceptionHandler what is told of failures that nobody hears of
     */
    public VirtualTime(BiConsumer<? super @Nullable Task<?>, ? super Throwable> exceptionHandler) {
        this(EventLoop.builder().exceptionHandler(exceptionHandler), null);
    }

    private VirtualTime(EventLoop.Builder builder, @Nullable UnheardInTest unheard) {
        loop = builder.name("virtual-time").virtualTime().failWhenStuck().build();
        start = loop.nanoTime();
        this.unheard = unheard;
    }

    /**
     * Begins to make a loop of other than the usual properties, whose unheard failures fail the test.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Runs a coroutine on a new loop on virtual time.
     *
     * @param <T> what it gives
     * @param main the coroutine; its failure is thrown here
     * @return what it gives
     */
    public static <T extends @Nullable Object> T run(Coroutine<T> main) {
        try (VirtualTime time = new VirtualTime()) {
            return time.loop.runUntilDone(main);
        }
    }

    /**
     * Runs a coroutine on a new loop on virtual time.
     *
     * @param <T> what it gives
     * @param main makes the coroutine
     * @return what it gives
     */
    public static <T extends @Nullable Object> T run(AsyncCallable<T> main) {
        try (VirtualTime time = new VirtualTime()) {
            return time.loop.runUntilDone(main);
        }
    }

    /**
     * Runs a test, which must leave nothing behind. When it has ended, whatever is ready runs, without any time passing; tasks that have not ended then have leaked. On a
     * loop from {@link #builder()} without an exception handler, failures that nobody heard of fail the test as well.
     *
     * @param <T> what it gives
     * @param test makes the test's coroutine, whose failure is thrown here
     * @return what it gives
     * @throws AssertionError if tasks are left, named with the places where they wait; or for a failure that nobody heard of, which is its cause
     */
    public <T extends @Nullable Object> T test(AsyncCallable<T> test) {
        Objects.requireNonNull(test, "test");
        T value;
        try {
            value = loop.runUntilDone(new TestRun<T>(test));
        } catch (Throwable failure) {
            if (unheard != null) {
                unheard.suppressIn(failure);
            }
            throw failure;
        }
        if (unheard != null) {
            unheard.throwFirst();
        }
        return value;
    }

    /**
     * Gives the loop, to be driven by {@link EventLoop#runUntilDone(Coroutine)} as often as one likes.
     *
     * @return the loop
     */
    public EventLoop loop() {
        return loop;
    }

    /**
     * Tells how much virtual time has passed since this was made. From any thread.
     *
     * @return the time
     */
    public Duration elapsed() {
        return Duration.ofNanos(loop.nanoTime() - start);
    }

    /**
     * Closes the loop.
     *
     * @throws AssertionError on a loop from {@link #builder()} without an exception handler, for a failure that nobody heard of and that no {@link #test} has thrown
     */
    @Override
    public void close() {
        loop.close();
        if (unheard != null) {
            unheard.throwFirst();
        }
    }

    /** Makes a loop on virtual time. For one thread. */
    public static final class Builder {

        private final EventLoop.Builder loop = EventLoop.builder();
        private @Nullable UnheardInTest unheard = new UnheardInTest();

        private Builder() {}

        /**
         * Has what is ready run in an order that the seed decides. See {@link EventLoop.Builder#seed}.
         *
         * @param seed the seed
         * @return this
         */
        public Builder seed(long seed) {
            loop.seed(seed);
            return this;
        }

        /**
         * Has a run fail that would go on beyond this time, naming who waits. See {@link EventLoop.Builder#timeLimit}.
         *
         * @param limit the virtual time
         * @return this
         */
        public Builder timeLimit(Duration limit) {
            loop.timeLimit(limit);
            return this;
        }

        /**
         * Sets what is told of failures that nobody hears of, instead of failing the test.
         *
         * @param handler the handler
         * @return this
         */
        public Builder exceptionHandler(BiConsumer<? super @Nullable Task<?>, ? super Throwable> handler) {
            loop.exceptionHandler(handler);
            unheard = null;
            return this;
        }

        /**
         * Makes the loop.
         *
         * @return the loop on virtual time
         */
        public VirtualTime build() {
            if (unheard != null) {
                loop.exceptionHandler(unheard);
            }
            return new VirtualTime(loop, unheard);
        }
    }
}
