// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

import static net.tascalate.async.CallContext.async;
import static net.tascalate.async.CallContext.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.tascalate.async.async;

/** The eight methods of {@code GrowthSources}, as tascalate-async weaves them. Never run: what counts is how long its class files are. */
final class TascalateGrown {

    private final List<String> log = new ArrayList<>();

    @async
    CompletableFuture<Integer> straight(CompletableFuture<Integer> a, CompletableFuture<Integer> b) {
        int x = await(a);
        int y = await(b);
        return async(x + y);
    }

    @async
    CompletableFuture<Integer> looping(List<CompletableFuture<Integer>> all) {
        int s = 0;
        for (CompletableFuture<Integer> each : all) {
            s += await(each);
            if (s > 100) {
                break;
            }
        }
        return async(s);
    }

    @async
    CompletableFuture<String> caught(CompletableFuture<String> a, CompletableFuture<String> b) {
        String r;
        try {
            r = await(a);
        } catch (IllegalStateException e) {
            r = e.getMessage() + await(b);
        } finally {
            log.add("over");
        }
        return async(r);
    }

    @SuppressWarnings("UnnecessaryStringBuilder") // as in the other languages
    @async
    CompletableFuture<String> onTheStack(CompletableFuture<String> a, CompletableFuture<Integer> b, int k) {
        return async(new StringBuilder(await(a))
                .append(k)
                .append(await(b))
                .append(Math.max(k, await(b)))
                .toString());
    }

    @async
    CompletableFuture<Long> branching(CompletableFuture<Long> a, int how) {
        switch (how) {
            case 0:
                return async(0L);
            case 1:
                return async(await(a));
            case 2:
                return async(-await(a));
            default:
                long t = await(a);
                return async(t > 0 ? t + await(a) : t);
        }
    }

    @async
    CompletableFuture<Integer> nested(CompletableFuture<Integer> a, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            for (long j = 0; j < i; j++) {
                s += await(a) * (int) j;
            }
            log.add("row " + i);
        }
        return async(s);
    }

    @async
    CompletableFuture<String> calls(CompletableFuture<String> a, CompletableFuture<String> b) {
        String x = await(caught(a, b));
        String y = await(caught(b, a));
        return async(x + y);
    }

    @async
    CompletableFuture<Void> quiet(CompletableFuture<Integer> a) {
        if (await(a) > 0) {
            log.add("positive");
        }
        return async(null);
    }
}
