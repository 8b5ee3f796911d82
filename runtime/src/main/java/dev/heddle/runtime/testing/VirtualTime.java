// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.testing;

import dev.heddle.AsyncCallable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import java.time.Duration;
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

    /** Makes a loop whose unheard failures go to the system's logger. */
    public VirtualTime() {
        this(EventLoop.builder());
    }

    /**
     * Makes a loop with an exception handler.
     *
     * @param exceptionHandler what is told of failures that nobody hears of
     */
    public VirtualTime(BiConsumer<? super @Nullable Task<?>, ? super Throwable> exceptionHandler) {
        this(EventLoop.builder().exceptionHandler(exceptionHandler));
    }

    private VirtualTime(EventLoop.Builder builder) {
        loop = builder.name("virtual-time").virtualTime().failWhenStuck().build();
        start = loop.nanoTime();
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

    @Override
    public void close() {
        loop.close();
    }
}
