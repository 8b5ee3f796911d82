// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Current;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Several event loops, each with a thread of its own, for what one core can't do. A task stays on its loop, so what tasks of one loop share needs no locks, and what those of
 * several do does.
 *
 * <pre>{@code
 * try (LoopGroup group = LoopGroup.start()) {
 *     EventLoop.run(() -> serve(8080, group));
 * }
 *
 * @Async
 * static Coroutine<Void> serve(int port, LoopGroup group) throws IOException {
 *     try (TcpServer server = TcpServer.bind(port)) {
 *         await(server.serve(group, stream -> echo(stream)));
 *     }
 *     return done();
 * }
 * }</pre>
 *
 * <p>A loop that breaks, because its selector fails or it is out of memory, ends as one that is closed; the group reports it, and goes on with the others.
 *
 * <p>All methods may be called from any thread.
 */
public final class LoopGroup implements AutoCloseable {

    /** All, also those that have ended. */
    private final List<EventLoop> made;

    private final BiConsumer<? super EventLoop, ? super Throwable> failureHandler;
    private final AtomicInteger turns = new AtomicInteger();

    private LoopGroup(Builder builder) {
        List<EventLoop> loops = new ArrayList<>();
        for (int i = 0; i < builder.size; i++) {
            EventLoop.Builder each = EventLoop.builder();
            builder.configuration.accept(each);
            loops.add(each.name(builder.name + "-" + i).build());
        }
        made = List.copyOf(loops);
        failureHandler = builder.failureHandler;
    }

    /**
     * Starts as many loops as there are processors.
     *
     * @return the group, which runs until it is closed
     */
    public static LoopGroup start() {
        return builder().start();
    }

    /**
     * Starts some loops.
     *
     * @param size how many, at least 1
     * @return the group, which runs until it is closed
     */
    public static LoopGroup start(int size) {
        return builder().size(size).start();
    }

    /**
     * Begins to make a group.
     *
     * @return a builder with the defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Lists the loops that run: all of them, until one breaks or is closed, or the group is closed.
     *
     * @return an immutable list, always in the same order
     */
    public List<EventLoop> loops() {
        for (EventLoop loop : made) {
            if (loop.lifecycle().isClosing()) {
                return made.stream()
                        .filter(each -> !each.lifecycle().isClosing())
                        .toList();
            }
        }
        // The usual case, asked for each connection, makes nothing.
        return made;
    }

    /**
     * Gives the loops in turns.
     *
     * @return one that runs
     * @throws RejectedExecutionException if none does
     */
    public EventLoop next() {
        List<EventLoop> loops = runningOrRefuse();
        return loops.get(Math.floorMod(turns.getAndIncrement(), loops.size()));
    }

    private List<EventLoop> runningOrRefuse() {
        List<EventLoop> loops = loops();
        if (loops.isEmpty()) {
            throw new RejectedExecutionException(this + ": there is none to run anything on");
        }
        return loops;
    }

    /**
     * Runs a coroutine on each loop, and waits for all of them. When one fails, the others are cancelled, as by {@link Tasks#gather(Iterable)}; so they are if the wait is
     * cancelled.
     *
     * @param <T> what each gives
     * @param callable makes the coroutine, once on each loop; it is called by several threads at once
     * @return a coroutine that gives what they give, in the order of the loops
     * @throws RejectedExecutionException if no loop runs
     */
    public <T extends @Nullable Object> Coroutine<List<T>> onEach(AsyncCallable<T> callable) {
        Objects.requireNonNull(callable, "callable");
        List<Coroutine<T>> calls = new ArrayList<>();
        for (EventLoop loop : runningOrRefuse()) {
            calls.add(loop.<T>call(callable));
        }
        return Tasks.gather(calls);
    }

    /**
     * Closes all loops as {@link EventLoop#close()} does, side by side, and waits for them: their tasks are cancelled, and their cleanup is awaited. Closing twice does
     * nothing.
     *
     * @throws IllegalStateException on a thread that runs an event loop, which must not be held up, and for whose tasks the others may wait
     */
    @Override
    public void close() {
        if (Current.get().dispatcher instanceof ConfinedScheduler around) {
            throw new IllegalStateException(this + " can't be closed on " + around + ", which would block: close it"
                    + " outside, or by Tasks.blocking(() -> { group.close(); return null; })");
        }
        for (EventLoop loop : made) {
            loop.lifecycle().beginToClose();
        }
        for (EventLoop loop : made) {
            loop.close();
        }
    }

    @Override
    public String toString() {
        return "LoopGroup[" + loops().size() + " of " + made.size() + " loops run]";
    }

    private void startThreads(String name) {
        for (int i = 0; i < made.size(); i++) {
            EventLoop loop = made.get(i);
            Thread thread = new Thread(() -> serve(loop), name + "-" + i);
            loop.lifecycle().reserve(thread);
            thread.start();
        }
    }

    private void serve(EventLoop loop) {
        try {
            loop.lifecycle().serve();
        } catch (Throwable failure) {
            failureHandler.accept(loop, failure);
        }
    }

    /** Makes a group. For one thread. */
    public static final class Builder {

        private int size = Runtime.getRuntime().availableProcessors();
        private String name = "heddle-loop";
        private Consumer<? super EventLoop.Builder> configuration = each -> {};
        private BiConsumer<? super EventLoop, ? super Throwable> failureHandler = FailureLog::loopFailed;

        private Builder() {}

        /**
         * Sets how many loops there are.
         *
         * @param value at least 1; as many as there are processors if this is not called
         * @return this
         */
        public Builder size(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("A group can't have " + value + " loops");
            }
            size = value;
            return this;
        }

        /**
         * Names the loops and their threads.
         *
         * @param value what their names begin with, before {@code -0}, {@code -1} and so on
         * @return this
         */
        public Builder name(String value) {
            name = Objects.requireNonNull(value, "name");
            return this;
        }

        /**
         * Sets what else the loops are built with; their names are the group's.
         *
         * @param each is given each loop's builder
         * @return this
         */
        public Builder configure(Consumer<? super EventLoop.Builder> each) {
            configuration = Objects.requireNonNull(each, "each");
            return this;
        }

        /**
         * Sets what is told when a loop breaks. It is called on that loop's thread, after the tasks have ended.
         *
         * @param handler the handler; the system's logger if none is set
         * @return this
         */
        public Builder failureHandler(BiConsumer<? super EventLoop, ? super Throwable> handler) {
            failureHandler = Objects.requireNonNull(handler, "handler");
            return this;
        }

        /**
         * Starts the loops, each on a thread that is not a daemon.
         *
         * @return the group
         */
        public LoopGroup start() {
            LoopGroup group = new LoopGroup(this);
            group.startThreads(name);
            return group;
        }
    }
}
