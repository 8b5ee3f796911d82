// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.offload;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A few threads, which begin when there is something to do, end when there has been nothing for a while, and don't keep the JVM running. */
public final class BoundedPool implements BlockingCalls {

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    /**
     * Makes a pool that has no threads yet.
     *
     * @param name what the threads are called, before their numbers
     * @param size how many calls run at once at most
     */
    public BoundedPool(String name, int size) {
        AtomicInteger numbers = new AtomicInteger();
        threads =
                new ThreadPoolExecutor(size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), run -> {
                    Thread thread = new Thread(run, name + "-" + numbers.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public <T extends @Nullable Object> Coroutine<T> call(Callable<T> callable) {
        return new Offloaded<>(this, callable, false);
    }

    @Override
    public <T extends @Nullable Object> Coroutine<T> abandonable(Callable<T> callable) {
        return new Offloaded<>(this, callable, true);
    }

    /** The coroutine. */
    private static final class Offloaded<T extends @Nullable Object> extends Frame<T> {

        private static final int HANDED_OVER = CLAIMED - 1;

        private final BoundedPool pool;
        private final Callable<T> callable;
        private final boolean abandonable;

        Offloaded(BoundedPool pool, Callable<T> callable, boolean abandonable) {
            this.pool = pool;
            this.callable = callable;
            this.abandonable = abandonable;
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            if (state == CLAIMED) {
                var unused = Awaits.suspendOn(new Call(pool.threads, callable, abandonable), strand);
                Call.noteWait(strand, 1);
                return suspend(strand, HANDED_OVER);
            }
            state = RUNNING;
            Call.noteWait(strand, -1);
            return Awaits.resumed(strand);
        }
    }

    /**
     * A call.
     *
     * <pre>
     *   QUEUED ----- run -----> BEGUN
     *      +------ cancel ----> CANCELLED
     * </pre>
     */
    private static final class Call extends Suspension implements Runnable {

        private static final int QUEUED = 0;
        private static final int BEGUN = 1;
        private static final int CANCELLED = 2;

        private final ThreadPoolExecutor threads;
        private final Callable<?> callable;
        private final boolean abandonable;
        private final AtomicInteger stage = new AtomicInteger(QUEUED);
        private volatile @Nullable Strand<?> waiter;

        Call(ThreadPoolExecutor threads, Callable<?> callable, boolean abandonable) {
            this.threads = threads;
            this.callable = callable;
            this.abandonable = abandonable;
        }

        static void noteWait(Strand<?> strand, int change) {
            waitsForThreads(strand, change);
        }

        @Override
        protected boolean arm(Strand<?> strand) {
            waiter = strand;
            threads.execute(this);
            return true;
        }

        @Override
        public void run() {
            Strand<?> strand = waiter;
            if (strand != null && stage.compareAndSet(QUEUED, BEGUN)) {
                wake(strand, outcome());
            }
        }

        private @Nullable Object outcome() {
            try {
                return callable.call();
            } catch (Throwable failure) {
                return Failure.of(failure);
            }
        }

        @Override
        protected boolean tryCancel() {
            return stage.compareAndSet(QUEUED, CANCELLED) || abandonable;
        }

        @Override
        protected void disarm(Strand<?> strand) {
            threads.remove(this);
        }

        @Override
        public String toString() {
            return "a call on another thread";
        }
    }
}
