// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.recursion;

import dev.heddle.benchmarks.OutOfLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** As users of ea-async write it; that library has woven it. */
public class EaAsync extends OutOfLoop {

    @Param({"10", "100"})
    private int depth;

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public Long bound() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += EaRecursion.down(depth).join();
        }
        return sum;
    }
}
