// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.recursion;

import dev.heddle.benchmarks.OutOfLoop;
import dev.heddle.benchmarks.sketch.Countdown;
import dev.heddle.benchmarks.sketch.Sketch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** On the sketched kernel, with late frames. */
public class Sketched extends OutOfLoop {

    @Param({"10", "100"})
    private int depth;

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public Object bound() {
        return Sketch.rounds(task -> Countdown.from(depth, task, null, 0));
    }
}
