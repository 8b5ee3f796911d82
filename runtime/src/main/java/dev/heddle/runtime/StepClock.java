// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures the steps of a loop in debug mode. The loop's thread notes when each begins and ends, and tells of one that took long; the {@link Watchdog} looks at the notes
 * from outside, and tells of one that goes on.
 */
final class StepClock {

    private final LongSupplier nanoTime;
    private final long limit;
    private final Consumer<? super LoopWarning> handler;

    /** What runs now: a task, an action, or null. Written last when a step begins, and first when it ends. */
    private volatile @Nullable Object running;

    private volatile long since;
    private volatile @Nullable Thread thread;

    /** How many steps are going on inside one another. The loop's thread's own. */
    private int depth;

    /** What has been told of already. The watchdog's own. */
    private long toldOf;

    private volatile long number;

    StepClock(Duration limit, LongSupplier nanoTime, Consumer<? super LoopWarning> handler) {
        this.limit = Durations.nanos(limit);
        this.nanoTime = nanoTime;
        this.handler = handler;
    }

    long limit() {
        return limit;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only the loop's thread writes it
    void begin(Object step) {
        if (depth++ == 0) {
            since = nanoTime.getAsLong();
            number++;
            thread = Thread.currentThread();
            running = step;
        }
    }

    void end() {
        if (--depth > 0) {
            return;
        }
        Object step = running;
        running = null;
        thread = null;
        long took = nanoTime.getAsLong() - since;
        if (took >= limit && step != null) {
            warn(LoopWarning.Kind.SLOW, step, " held up the event loop for " + seconds(took));
        }
    }

    /** Tells of a step that has been going on for too long, once. On another thread. */
    void check() {
        Object step = running;
        Thread loop = thread;
        long current = number;
        if (step == null || loop == null || current == toldOf || nanoTime.getAsLong() - since < limit) {
            return;
        }
        StringBuilder where = new StringBuilder();
        for (StackTraceElement place : loop.getStackTrace()) {
            where.append("\n    at ").append(place);
        }
        if (running == step && number == current) {
            toldOf = current;
            String held = seconds(nanoTime.getAsLong() - since);
            warn(
                    LoopWarning.Kind.BLOCKED,
                    step,
                    " has held up the event loop for " + held + ", and still does:" + where);
        }
    }

    private void warn(LoopWarning.Kind kind, Object step, String what) {
        Task<?> task = step instanceof Task<?> one ? one : null;
        String who = task == null ? "The action " + step : "A step of task " + task.name();
        handler.accept(new LoopWarning(
                kind, who + what + (kind == LoopWarning.Kind.SLOW && task != null ? whereNow(task) : ""), task));
    }

    private static String whereNow(Task<?> task) {
        return task.isDone() ? ", and has ended" : ", and waits now: " + task;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / (double) TimeUnit.SECONDS.toNanos(1));
    }
}
