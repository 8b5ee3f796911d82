// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.child;

import dev.heddle.benchmarks.OutOfLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Calls a method. The value is boxed, as a coroutine's is. */
public class Plain extends OutOfLoop {

    private Child child = new Child();

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public Long bound() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += sum(1_000);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public Long virtual() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += sum(child, 1_000);
        }
        return sum;
    }

    private static Long sum(int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += child(i);
        }
        return sum;
    }

    private static Integer child(int x) {
        return x & 63;
    }

    private static Long sum(Child child, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += child.get(i);
        }
        return sum;
    }

    static class Child {
        Integer get(int x) {
            return x & 63;
        }
    }
}
