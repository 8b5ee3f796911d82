// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.child;

import dev.heddle.benchmarks.OutOfLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users of ea-async write it; that library has woven it. */
public class EaAsync extends OutOfLoop {

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public Long bound() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += EaChild.sum(1_000).join();
        }
        return sum;
    }
}
