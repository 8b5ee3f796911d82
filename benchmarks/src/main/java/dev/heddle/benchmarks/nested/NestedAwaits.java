// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.nested;

import dev.heddle.benchmarks.Figures;
import dev.heddle.benchmarks.FutureQueue;
import dev.heddle.benchmarks.Scenario;
import dev.heddle.benchmarks.Variant;
import dev.heddle.benchmarks.Virtual;
import dev.heddle.benchmarks.recursion.EaRecursion;
import dev.heddle.benchmarks.recursion.KotlinRecursion;
import dev.heddle.benchmarks.recursion.TascalateRecursion;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** How many calls may be nested on a default stack, where each awaits the next: those that return at once, and those that first suspend at the bottom. The calls are not warmed up, as in the first request that goes so deep. */
public final class NestedAwaits implements Scenario {

    private static final int[] DEPTHS = {100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000
    };

    /** Makes one. */
    public NestedAwaits() {}

    @Override
    public void run(Variant variant, boolean once, Figures figures) {
        figures.more("depth that returns", "calls", deepest(variant, false, once));
        figures.more("depth that suspends", "calls", deepest(variant, true, once));
    }

    private static int deepest(Variant variant, boolean suspending, boolean once) {
        int deepest = 0;
        for (int depth : DEPTHS) {
            if (!reaches(variant, depth, suspending)) {
                break;
            }
            deepest = depth;
            if (once) {
                break;
            }
        }
        return deepest;
    }

    private static boolean reaches(Variant variant, int depth, boolean suspending) {
        try {
            return down(variant, depth, suspending) == depth;
        } catch (StackOverflowError tooDeep) {
            return false;
        } catch (CompletionException e) {
            if (e.getCause() instanceof StackOverflowError) {
                return false;
            }
            throw e;
        }
    }

    private static int down(Variant variant, int depth, boolean suspending) {
        FutureQueue queue = new FutureQueue();
        return switch (variant) {
            case HEDDLE -> HeddleNested.down(depth, suspending);
            case PLAIN -> down(depth);
            case VIRTUAL -> Virtual.call(() -> downOrLess(depth));
            case KOTLIN -> KotlinRecursion.once(depth, suspending);
            case FUTURES -> run(suspending ? yielding(depth, queue) : returning(depth), queue);
            case EA_ASYNC -> run(suspending ? EaRecursion.downAndYield(depth, queue) : EaRecursion.down(depth), queue);
            case TASCALATE ->
                run(suspending ? TascalateRecursion.downAndYield(depth, queue) : TascalateRecursion.down(depth), queue);
            default -> throw new IllegalArgumentException(variant.title);
        };
    }

    /** A future that never completes has not reached its depth: an overflow may have been swallowed on the way up. */
    private static int run(CompletableFuture<Integer> future, FutureQueue queue) {
        queue.run();
        return future.isDone() ? future.join() : 0;
    }

    private static Integer down(int n) {
        return n == 0 ? 0 : down(n - 1) + 1;
    }

    private static Integer downOrLess(int n) {
        try {
            return down(n);
        } catch (StackOverflowError tooDeep) {
            return 0;
        }
    }

    private static CompletableFuture<Integer> returning(int n) {
        return n == 0 ? CompletableFuture.completedFuture(0) : returning(n - 1).thenApply(below -> below + 1);
    }

    private static CompletableFuture<Integer> yielding(int n, FutureQueue queue) {
        return n == 0
                ? queue.yieldNow().thenApply(ignored -> 0)
                : yielding(n - 1, queue).thenApply(below -> below + 1);
    }
}
