// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Virtual threads, which only JDK 21 and later have: so they are found by reflection, once. All else that their benchmarks need is older. */
public final class Virtual {

    private static final @Nullable ThreadFactory FACTORY = find();

    private Virtual() {}

    private static @Nullable ThreadFactory find() {
        if (Runtime.version().feature() < 21) {
            return null;
        }
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            return (ThreadFactory) type.getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Tells whether this JDK has them.
     *
     * @return true on 21 and later
     */
    public static boolean exist() {
        return FACTORY != null;
    }

    /**
     * Starts a virtual thread.
     *
     * @param action what it does
     * @return the thread
     */
    public static Thread thread(Runnable action) {
        if (FACTORY == null) {
            throw new IllegalStateException("JDK " + Runtime.version() + " has no virtual threads");
        }
        Thread thread = FACTORY.newThread(action);
        thread.start();
        return thread;
    }

    /**
     * Starts a virtual thread that gives a value.
     *
     * @param callable what it does
     * @return the value to be
     */
    public static <T> Future<T> start(Callable<T> callable) {
        FutureTask<T> task = new FutureTask<>(callable);
        thread(task);
        return task;
    }

    /**
     * Does something in a virtual thread, and waits for it.
     *
     * @param callable what it does
     * @return what that gives
     */
    public static <T> T call(Callable<T> callable) {
        try {
            return start(callable).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
