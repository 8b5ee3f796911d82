// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.skynet;

import dev.heddle.benchmarks.Virtual;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Virtual threads. */
final class VirtualSkynet {

    private VirtualSkynet() {}

    static long sum(int size) {
        return Virtual.call(() -> node(0, size));
    }

    private static Long node(long number, int size) throws InterruptedException, ExecutionException {
        if (size == 1) {
            return number;
        }
        int part = size / Skynet.CHILDREN;
        List<Future<Long>> children = new ArrayList<>(Skynet.CHILDREN);
        for (int i = 0; i < Skynet.CHILDREN; i++) {
            long first = number + (long) i * part;
            children.add(Virtual.start(() -> node(first, part)));
        }
        long sum = 0;
        for (Future<Long> child : children) {
            sum += child.get();
        }
        return sum;
    }
}
