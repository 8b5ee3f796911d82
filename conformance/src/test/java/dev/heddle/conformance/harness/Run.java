// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import dev.heddle.Awaitable;
import dev.heddle.runtime.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One run of a case: what its awaits give, and what it has said. One at a time; a case's steps follow one another, on whatever thread. */
public final class Run {

    private static final ExecutorService OTHER_THREAD = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "conformance-other");
        thread.setDaemon(true);
        return thread;
    });

    /** Enough to tell what went on, and not so much that a case that never ends fills the heap. */
    private static final int MOST_SAID = 100_000;

    private static volatile Run current;

    private final Mode mode;
    private final int failing;
    private final Executor home;
    private final List<String> said = new ArrayList<>();
    private int awaits;

    /**
     * Starts a run; it is the current one from now on.
     *
     * @param mode when awaits have their values
     * @param failing the number of the await that fails, from 0; -1 for none
     * @param home runs what it is given later, after the case's current step
     */
    Run(Mode mode, int failing, Executor home) {
        this.mode = mode;
        this.failing = failing;
        this.home = home;
        current = this;
    }

    public static Run current() {
        return current;
    }

    public void trace(Object what) {
        if (said.size() >= MOST_SAID) {
            throw new IllegalStateException("the case says too much");
        }
        said.add(String.valueOf(what));
    }

    List<String> said() {
        return List.copyOf(said);
    }

    int awaits() {
        return awaits;
    }

    /** Counts an await, and gives the failure that it is to have, or null. */
    public Throwable failureOfNext(Throwable own) {
        int number = awaits++;
        return number == failing ? new Injected(number) : own;
    }

    public <T> Awaitable<T> awaitable(T value, Throwable own) {
        int number = awaits;
        Throwable failure = failureOfNext(own);
        if (mode.isReady(number)) {
            return failure == null ? Promise.completed(value) : Promise.failed(failure);
        }
        return new Later<>(value, failure, this::later);
    }

    public <T> CompletableFuture<T> stage(T value, Throwable own) {
        int number = awaits;
        Throwable failure = failureOfNext(own);
        CompletableFuture<T> future = new CompletableFuture<>();
        Runnable complete = () -> {
            if (failure == null) {
                future.complete(value);
            } else {
                future.completeExceptionally(failure);
            }
        };
        if (mode.isReady(number)) {
            complete.run();
        } else {
            later(complete);
        }
        return future;
    }

    private void later(Runnable action) {
        home.execute(mode == Mode.THREAD ? () -> OTHER_THREAD.execute(action) : action);
    }
}
