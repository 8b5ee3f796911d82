// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.deep;

import dev.heddle.benchmarks.OutOfLoop;
import dev.heddle.benchmarks.sketch.Countdown;
import dev.heddle.benchmarks.sketch.Sketch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** On the sketched kernel. */
@BenchmarkMode(Mode.SingleShotTime)
public class Sketched extends OutOfLoop {

    private static final int LEVELS = 1_000_000;

    @Benchmark
    @OperationsPerInvocation(LEVELS)
    public Object returning() {
        Sketch.Loop loop = new Sketch.Loop();
        Sketch.Task task = loop.spawn(new Countdown(LEVELS));
        loop.run();
        return task.result();
    }
}
