// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

import dev.heddle.Coroutine;
import dev.heddle.runtime.Scheduler;
import dev.heddle.runtime.Task;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What the eight methods take of the JVM's memory for classes once they have run, with the classes that the JVM makes for them meanwhile: each lambda's. What all such methods share, as the runtime and what
 * the JVM keeps for lambdas of one shape, has been loaded before by the same methods under another class loader.
 */
public final class LoadedSize {

    /** The JVM may keep something for others meanwhile: the least counts. */
    private static final int TIMES = 5;

    private static final Scheduler HERE = Scheduler.over(Runnable::run);

    private LoadedSize() {}

    /**
     * Runs one of ours to its end.
     *
     * @param coroutine what was called
     * @param outcomes the futures that it waits for, each with its value behind it
     * @throws IllegalStateException if it has not ended, or not well
     */
    public static void drive(Coroutine<?> coroutine, Object... outcomes) {
        Task<?> task = HERE.spawn(coroutine);
        complete(outcomes);
        check(task.isDone() && !task.isFailed());
    }

    /**
     * Does the same for a method with a future, which began to run when it was called.
     *
     * @param future what it gave
     * @param outcomes the futures that it waits for, each with its value behind it
     * @throws IllegalStateException if it has not ended, or not well
     */
    public static void drive(CompletableFuture<?> future, Object... outcomes) {
        complete(outcomes);
        check(future.isDone() && !future.isCompletedExceptionally());
    }

    @SuppressWarnings("unchecked") // the driver knows what it waits for
    private static void complete(Object... outcomes) {
        for (int i = 0; i < outcomes.length; i += 2) {
            CompletableFuture<Object> future = (CompletableFuture<Object>) outcomes[i];
            future.complete(outcomes[i + 1]);
        }
    }

    private static void check(boolean endedWell) {
        if (!endedWell) {
            throw new IllegalStateException("One of the eight methods has not ended well");
        }
    }

    /** Gives bytes. */
    static long of(Dialect dialect, Path folder) throws IOException {
        WovenSources sources = WovenSources.of(
                dialect, Map.of("Growing", GrowthSources.cases(dialect), "Driving", GrowthSources.driver()), folder);
        // A class that needs no weaving may stand in the second one alone.
        URL[] places = {
            sources.woven().toUri().toURL(), sources.classes().toUri().toURL()
        };
        List<Closeable> kept = new ArrayList<>();
        try {
            var unused = run(places, kept);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < TIMES; i++) {
                least = Math.min(least, run(places, kept));
            }
            return least;
        } finally {
            for (Closeable loader : kept) {
                loader.close();
            }
        }
    }

    /** Keeps the class loader, lest the collector takes back what is counted. */
    private static long run(URL[] places, List<? super Closeable> kept) {
        URLClassLoader loader = new URLClassLoader(places, LoadedSize.class.getClassLoader());
        kept.add(loader);
        try {
            Runnable driver = (Runnable)
                    loader.loadClass("Driving").getDeclaredConstructor().newInstance();
            long before = metaspace();
            driver.run();
            return metaspace() - before;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }
}
