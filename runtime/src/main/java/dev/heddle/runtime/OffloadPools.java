// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes the threads for work that blocks: virtual ones where there are such (JDK 21 and later, found by name, as this is compiled for 17), else a bounded pool. */
final class OffloadPools {

    /** The most platform threads that block for one loop. */
    static final int MOST_THREADS = 64;

    private static final String NAME = "heddle-blocking-";
    private static final long IDLE_SECONDS = 10;
    private static final @Nullable MethodHandle THREAD_PER_TASK = findThreadPerTask();
    private static final @Nullable ThreadFactory VIRTUAL = virtualThreads();

    private OffloadPools() {}

    static ExecutorService forBlocking() {
        MethodHandle threadPerTask = THREAD_PER_TASK;
        ThreadFactory virtual = VIRTUAL;
        if (threadPerTask != null && virtual != null) {
            try {
                return (ExecutorService) threadPerTask.invoke(virtual);
            } catch (Throwable e) {
                throw new LinkageError("newThreadPerTaskExecutor failed", e);
            }
        }
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST_THREADS, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory daemons() {
        AtomicInteger numbers = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, NAME + numbers.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static @Nullable MethodHandle findThreadPerTask() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class, ThreadFactory.class));
        } catch (ReflectiveOperationException before21) {
            return null;
        }
    }

    private static @Nullable ThreadFactory virtualThreads() {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object virtual = Thread.class.getMethod("ofVirtual").invoke(null);
            Object named = builder.getMethod("name", String.class, long.class).invoke(virtual, NAME, 0L);
            return (ThreadFactory) builder.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException | UnsupportedOperationException before21OrStillAPreview) {
            return null;
        }
    }
}
