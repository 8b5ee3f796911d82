// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.tasks;

import dev.heddle.AsyncCallable;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.LoopListener;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/** An event loop on virtual time. */
final class LoopWorld extends World {

    /** Begins the lines about failures that nobody has heard of. */
    static final String UNHEARD = "unheard of ";

    /** After this nothing moves any more. */
    private static final Duration END = Duration.ofDays(30);

    private final EventLoop loop;
    private final long begin;

    /** By what they say: they are reported in no particular order. */
    private final Map<String, Throwable> unheard = new TreeMap<>();

    private final Map<Task<?>, Integer> nameless = new IdentityHashMap<>();

    private LoopWorld(Teller teller, boolean watched) {
        super(teller);
        EventLoop.Builder builder = EventLoop.builder()
                .virtualTime()
                .failWhenStuck()
                .exceptionHandler((task, failure) -> unheard.put(UNHEARD + Teller.summary(failure), failure));
        if (watched) {
            builder.debug(Duration.ofDays(1)).listener(new Listening());
        }
        loop = builder.build();
        begin = loop.nanoTime();
    }

    /**
     * Runs a program.
     *
     * @param watched whether the loop is in debug mode, and a listener hears of all steps
     * @return what it said, and how its tasks have ended
     */
    static List<String> run(Runnable program, Teller teller, boolean watched) {
        LoopWorld world = new LoopWorld(teller, watched);
        try (EventLoop loop = world.loop) {
            loop.execute(program);
            var unused = loop.runUntilDone(Tasks.sleep(END));
        }
        List<String> said = new ArrayList<>(world.ended());
        world.unheard.forEach((what, failure) -> said.add(what + ": " + teller.tell(failure)));
        return said;
    }

    @Override
    long now() {
        return (loop.nanoTime() - begin) / 1_000_000;
    }

    @Override
    Awaitable<Void> sleeping(int ms) {
        return Tasks.sleep(Duration.ofMillis(ms));
    }

    @Override
    <T> Coroutine<T> limiting(int ms, AsyncCallable<T> body) {
        return Tasks.timeoutOrElse(Duration.ofMillis(ms), body, null);
    }

    @Override
    <T> Coroutine<T> timing(int ms, Coroutine<T> coroutine) throws TimeoutException {
        return Tasks.withTimeout(Duration.ofMillis(ms), coroutine);
    }

    @Override
    void after(int ms, Runnable action) {
        var unused = loop.spawn(Tasks.sleep(Duration.ofMillis(ms))).onDone(action);
    }

    /** Those without a name of their own are called differently in each run. */
    private String called(Task<?> task) {
        return task.name().startsWith("Task-")
                ? "task " + nameless.computeIfAbsent(task, each -> nameless.size())
                : task.name();
    }

    private final class Listening implements LoopListener {
        @Override
        public void resumed(Task<?> task) {
            add(called(task), "goes on");
        }

        @Override
        public void suspended(Task<?> task) {
            add(called(task), "waits");
        }

        @Override
        public void finished(Task<?> task) {
            add(called(task), "is over");
        }
    }
}
