// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import dev.heddle.Awaitable;
import dev.heddle.runtime.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
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

    /** A case that is cancelled, and tries again and again, does so for ever. */
    private static final int MOST_STRUCK = 1_000;

    private static volatile Run current;

    private final Mode mode;
    private final int failing;
    private final int cancelled;
    private final Executor home;
    private final List<String> said = new ArrayList<>();
    private int awaits;
    private boolean struck;
    private int timesStruck;
    private int shields;

    /**
     * Starts a run; it is the current one from now on.
     *
     * @param mode when awaits have their values
     * @param failing the number of the await that fails, from 0; -1 for none
     * @param home runs what it is given later, after the case's current step
     */
    Run(Mode mode, int failing, Executor home) {
        this(mode, failing, -1, home);
    }

    private Run(Mode mode, int failing, int cancelled, Executor home) {
        this.mode = mode;
        this.failing = failing;
        this.cancelled = cancelled;
        this.home = home;
        current = this;
    }

    /** Starts a run whose case is cancelled as it waits in the await of that number; it stays so. */
    static Run cancelling(Mode mode, int cancelled, Executor home) {
        return new Run(mode, -1, cancelled, home);
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

    /** How many awaits there have been so far. */
    public int awaits() {
        return awaits;
    }

    boolean isEndless() {
        return timesStruck > MOST_STRUCK;
    }

    /** Has a twin's await do what a cancellation would. */
    public void strike(int number) {
        struck |= number == cancelled;
        if (struck && shields == 0 && !mode.isReady(number)) {
            timesStruck++;
            if (isEndless()) {
                throw new Error("cancelled, the case does not end");
            }
            throw new CancellationException(reason());
        }
    }

    /** Has a twin close something, which no cancellation disturbs. */
    public void shielded(Runnable closing) {
        shields++;
        try {
            closing.run();
        } finally {
            shields--;
        }
    }

    private String reason() {
        return "await " + cancelled;
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
        return new Later<>(value, failure, this::later, number == cancelled ? reason() : null);
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
