// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.tasks;

import dev.heddle.AsyncCallable;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.CancelScope;
import dev.heddle.runtime.Outcome;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.TaskLocal;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.sync.Channel;
import dev.heddle.runtime.sync.Lock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** What the programs know: the words that are not Heddle's, and what their coroutines share. One program runs at a time, on one thread. */
public abstract class World {

    /** What coroutines have by {@code where}. */
    public static final TaskLocal<String> LOCAL = TaskLocal.named("local");

    private static World current;

    final List<String> said = new ArrayList<>();
    private final Teller teller;
    private final Map<Integer, Task<?>> tasks = new HashMap<>();
    private final Map<Integer, CancelScope> scopes = new HashMap<>();
    private final Map<String, Task<?>> all = new LinkedHashMap<>();
    private final Lock lock = new Lock();
    private final Channel<String> channel = Channel.bounded(1);

    World(Teller teller) {
        this.teller = teller;
        current = this;
    }

    /** Milliseconds since the program began. */
    abstract long now();

    /** Has something done in some milliseconds, where the tasks run. */
    abstract void after(int ms, Runnable action);

    abstract Awaitable<Void> sleeping(int ms);

    abstract <T> Coroutine<T> limiting(int ms, AsyncCallable<T> body);

    abstract <T> Coroutine<T> timing(int ms, Coroutine<T> coroutine) throws TimeoutException;

    final void add(String who, Object what) {
        said.add(String.format("%9d %s %s", now(), who, what));
    }

    /** Adds how the tasks have ended. */
    final List<String> ended() {
        all.forEach((name, task) -> add(name, task.isDone() ? teller.outcome(Outcome.of(task)) : "never ends"));
        return said;
    }

    public static void say(String who, Object what) {
        current.add(who, what);
    }

    public static void caught(String who, Throwable thrown) {
        current.add(who, "catches " + current.teller.tell(thrown));
    }

    public static void outcomes(String who, List<Outcome<Integer>> outcomes) {
        for (Outcome<Integer> each : outcomes) {
            current.add(who, current.teller.outcome(each));
        }
    }

    public static void fail(String who) {
        throw new IllegalArgumentException(who);
    }

    /** Milliseconds that are different for each caller. */
    public static int time(String who, int ms) {
        int sum = 0;
        for (char each : who.toCharArray()) {
            sum = (31 * sum + 97 * each) % 9_973;
        }
        return ms + sum;
    }

    public static Awaitable<Void> sleep(int ms) {
        return current.sleeping(ms);
    }

    /** Gives null if it takes too long. */
    public static <T> Coroutine<T> limited(int ms, AsyncCallable<T> body) {
        return current.limiting(ms, body);
    }

    /** Throws if it takes too long. */
    public static <T> Coroutine<T> timed(int ms, Coroutine<T> coroutine) throws TimeoutException {
        return current.timing(ms, coroutine);
    }

    public static void start(int place, String who, Coroutine<Integer> coroutine) {
        current.started(place, who, Tasks.spawn(who, coroutine));
    }

    public static void start(int place, String who, AsyncCallable<Integer> callable) {
        current.started(place, who, Tasks.spawn(who, callable));
    }

    private void started(int place, String who, Task<?> task) {
        tasks.put(place, task);
        all.put(who, task);
    }

    /** Cancels one of the tasks at some time. */
    public static void stroke(int ms, int whose) {
        World world = current;
        world.after(ms, () -> world.strike(whose));
    }

    private void strike(int whose) {
        List<Task<?>> alive =
                all.values().stream().filter(task -> !task.isDone()).toList();
        if (!alive.isEmpty()) {
            Task<?> task = alive.get(whose % alive.size());
            add("outside", "cancels " + task.name());
            task.cancel("from outside");
        }
    }

    /** Cancels a task, unless it is the one that asks: asyncio has it cancelled even if it does not wait any more. */
    public static void cancel(int place, String who) {
        Task<?> task = current.tasks.get(place);
        if (task != null && task != Task.current()) {
            task.cancel(who);
        }
    }

    public static void cancelMyself(String who) {
        Task.current().cancel(who);
    }

    public static void scope(int place, CancelScope scope) {
        current.scopes.put(place, scope);
    }

    public static void cancelScope(int place, String who) {
        CancelScope scope = current.scopes.get(place);
        if (scope != null) {
            scope.cancel(who);
        }
    }

    /** A task that was started, or something else that is there. */
    public static Awaitable<?> task(int place) {
        Task<?> task = current.tasks.get(place);
        return task == null ? ready() : task;
    }

    public static Awaitable<Integer> ready() {
        return Promise.completed(1);
    }

    public static Lock lock() {
        return current.lock;
    }

    public static Channel<String> channel() {
        return current.channel;
    }

    /** Tells if it is cancelled. */
    public static CompletableFuture<String> future(String who, int ms) {
        World world = current;
        CompletableFuture<String> future = new CompletableFuture<>();
        var unused = future.whenComplete((value, failure) -> {
            if (failure instanceof CancellationException) {
                world.add(who, "future cancelled");
            }
        });
        world.after(ms, () -> future.complete("future"));
        return future;
    }
}
