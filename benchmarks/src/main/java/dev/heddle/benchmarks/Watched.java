// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.benchmarks.report.Yardstick;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A benchmark whose own thread looks before and after each iteration how slow its processor is; there is one such thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class Watched {

    private static volatile double slowdown = 1;
    private static volatile long spent;

    /** For subclasses. */
    protected Watched() {}

    /** How slow the processor was at the last iteration, before or after: the worse. */
    static double slowdown() {
        return slowdown;
    }

    /** For how many nanoseconds that iteration's two looks have kept the processor busy. */
    static long spent() {
        return spent;
    }

    /** Looks before an iteration. */
    @Setup(Level.Iteration)
    public void lookBefore() {
        long begin = System.nanoTime();
        slowdown = Yardstick.here().slowdownHere();
        spent = System.nanoTime() - begin;
    }

    /** Looks after it. */
    @TearDown(Level.Iteration)
    public void lookAfter() {
        long begin = System.nanoTime();
        slowdown = Math.max(slowdown, Yardstick.here().slowdownHere());
        spent = spent + System.nanoTime() - begin;
    }
}
