// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.child;

import dev.heddle.benchmarks.OutOfLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users of tascalate-async write it; that library has woven it. */
public class TascalateAsync extends OutOfLoop {

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public Long bound() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += TascalateChild.sum(1_000).join();
        }
        return sum;
    }
}
