// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

import static net.tascalate.async.CallContext.async;
import static net.tascalate.async.CallContext.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The eight methods of {@code GrowthSources}, as javac leaves them. Never run: what counts is how long its class files are. */
final class TascalatePlain {

    private final List<String> log = new ArrayList<>();

    CompletableFuture<Integer> straight(CompletableFuture<Integer> a, CompletableFuture<Integer> b) {
        int x = await(a);
        int y = await(b);
        return async(x + y);
    }

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
    CompletableFuture<String> onTheStack(CompletableFuture<String> a, CompletableFuture<Integer> b, int k) {
        return async(new StringBuilder(await(a))
                .append(k)
                .append(await(b))
                .append(Math.max(k, await(b)))
                .toString());
    }

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

    CompletableFuture<String> calls(CompletableFuture<String> a, CompletableFuture<String> b) {
        String x = await(caught(a, b));
        String y = await(caught(b, a));
        return async(x + y);
    }

    CompletableFuture<Void> quiet(CompletableFuture<Integer> a) {
        if (await(a) > 0) {
            log.add("positive");
        }
        return async(null);
    }
}
