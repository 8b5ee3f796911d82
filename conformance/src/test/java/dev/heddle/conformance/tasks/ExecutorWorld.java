// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.tasks;

import dev.heddle.AsyncCallable;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.CancelScope;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Scheduler;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/** A scheduler over an executor: as many threads may run its tasks as the executor likes, though this one has only the caller's. Time is counted by hand. */
final class ExecutorWorld extends World {

    private record Alarm(long time, int number, Runnable action) {}

    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final Queue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparingLong(Alarm::time).thenComparingInt(Alarm::number));
    private long now;
    private int number;

    private ExecutorWorld(Teller teller) {
        super(teller);
    }

    /**
     * Runs a program.
     *
     * @return what it said, and how those of its tasks have ended that do
     */
    static List<String> run(Runnable program, Teller teller) {
        ExecutorWorld world = new ExecutorWorld(teller);
        var unused = Scheduler.over(world.ready::add).spawn(() -> {
            program.run();
            return Coroutine.done();
        });
        world.runAll();
        return world.ended();
    }

    private void runAll() {
        do {
            for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
                next.run();
            }
            Alarm next = alarms.poll();
            if (next != null) {
                now = next.time();
                next.action().run();
            }
        } while (!ready.isEmpty() || !alarms.isEmpty());
    }

    @Override
    long now() {
        return now;
    }

    @Override
    void after(int ms, Runnable action) {
        alarms.add(new Alarm(now + ms, number++, action));
    }

    @Override
    Awaitable<Void> sleeping(int ms) {
        Promise<Void> woken = new Promise<>();
        after(ms, () -> woken.complete(null));
        return woken;
    }

    @Override
    <T> Coroutine<T> timing(int ms, Coroutine<T> coroutine) {
        return coroutine;
    }

    /** In place of the runtime's own time limits, whose clock is the real one. */
    @Override
    <T> Coroutine<T> limiting(int ms, AsyncCallable<T> body) {
        return CancelScope.run(scope -> {
            after(ms, () -> scope.cancel("late"));
            return body.call();
        });
    }
}
