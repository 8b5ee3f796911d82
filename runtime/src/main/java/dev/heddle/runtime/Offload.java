// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a scheduler has the work done that would hold it up, and what of it is still going on. From any thread. */
final class Offload {

    /** For schedulers that nobody closes. Its threads are daemons, and end when they have been idle. */
    static final Offload SHARED = new Offload(null, null, false, Duration.ZERO);

    /** How work is handed over. */
    enum Kind {
        BLOCKING,
        COMPUTING
    }

    private final Set<OffloadedCall> calls = ConcurrentHashMap.newKeySet();
    private final @Nullable Executor blocking;
    private final @Nullable Executor computing;
    private final boolean inline;
    private final Duration patience;

    /** Made when it is first needed. */
    private @Nullable ExecutorService pool;

    private boolean closed;

    /**
     * Says where.
     *
     * @param blocking the user's executor, or null
     * @param computing the user's executor, or null
     * @param inline whether work for which there is no executor is done by the loop itself
     * @param patience how long closing waits
     */
    Offload(@Nullable Executor blocking, @Nullable Executor computing, boolean inline, Duration patience) {
        this.blocking = blocking;
        this.computing = computing;
        this.inline = inline;
        this.patience = patience;
    }

    /** Hands work over to wherever such work is done. */
    void start(Kind kind, Scheduler scheduler, OffloadedCall call) {
        Executor executor = kind == Kind.BLOCKING ? blocking : computing;
        if (executor == null) {
            executor = inline ? scheduler::postWork : kind == Kind.BLOCKING ? pool() : ForkJoinPool.commonPool();
        }
        startOn(executor, call);
    }

    /** Hands work over to an executor. */
    void startOn(Executor executor, OffloadedCall call) {
        // First the note: the work may be over when execute returns.
        calls.add(call);
        try {
            executor.execute(call);
        } catch (Throwable refused) {
            calls.remove(call);
            throw refused;
        }
    }

    private synchronized Executor pool() {
        if (pool == null) {
            pool = OffloadPools.forBlocking();
            if (closed) {
                pool.shutdown();
            }
        }
        return pool;
    }

    /** Notes that work has ended, or will not be begun. */
    void ended(OffloadedCall call) {
        if (calls.remove(call) && calls.isEmpty()) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Tells whether any work is going on that might still wake a task. */
    boolean isBusy() {
        return !calls.isEmpty();
    }

    /** Waits for what is left, which nobody awaits any more, but not for ever. Says what it did not wait for. */
    void close(Scheduler scheduler) {
        if (!awaitCalls()) {
            StringBuilder text = new StringBuilder();
            calls.forEach(call -> text.append(call.describe()));
            scheduler.warn(
                    LoopWarning.Kind.WORK_LEFT,
                    scheduler
                            + " closes though work that was offloaded, cancelled and interrupted has not ended within "
                            + patience + ':' + text,
                    null);
        }
        synchronized (this) {
            closed = true;
            if (pool != null) {
                pool.shutdown();
            }
        }
    }

    private boolean awaitCalls() {
        long deadline = System.nanoTime() + Durations.nanos(patience);
        boolean interrupted = false;
        synchronized (this) {
            while (!calls.isEmpty()) {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime() + 999_999);
                if (millis <= 0) {
                    break;
                }
                try {
                    wait(millis);
                } catch (InterruptedException e) {
                    // Closing goes on, and passes it on.
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return calls.isEmpty();
    }
}
