// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving

import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.future.await

/** The eight methods of `GrowthSources`, as suspending functions. Never run: what counts is how long its class files are. */
class KotlinSuspending {
    private val log = ArrayList<String>()

    suspend fun straight(a: CompletableFuture<Int>, b: CompletableFuture<Int>): Int {
        val x = a.await()
        val y = b.await()
        return x + y
    }

    suspend fun looping(all: List<CompletableFuture<Int>>): Int {
        var s = 0
        for (each in all) {
            s += each.await()
            if (s > 100) break
        }
        return s
    }

    suspend fun caught(a: CompletableFuture<String>, b: CompletableFuture<String>): String {
        var r: String
        try {
            r = a.await()
        } catch (e: IllegalStateException) {
            r = e.message + b.await()
        } finally {
            log.add("over")
        }
        return r
    }

    suspend fun onTheStack(a: CompletableFuture<String>, b: CompletableFuture<Int>, k: Int): String =
        StringBuilder(a.await()).append(k).append(b.await()).append(maxOf(k, b.await())).toString()

    suspend fun branching(a: CompletableFuture<Long>, how: Int): Long {
        when (how) {
            0 -> return 0L
            1 -> return a.await()
            2 -> return -a.await()
            else -> {
                val t = a.await()
                return if (t > 0) t + a.await() else t
            }
        }
    }

    suspend fun nested(a: CompletableFuture<Int>, n: Int): Int {
        var s = 0
        for (i in 0 until n) {
            for (j in 0L until i.toLong()) {
                s += a.await() * j.toInt()
            }
            log.add("row " + i)
        }
        return s
    }

    suspend fun calls(a: CompletableFuture<String>, b: CompletableFuture<String>): String {
        val x = caught(a, b)
        val y = caught(b, a)
        return x + y
    }

    suspend fun quiet(a: CompletableFuture<Int>) {
        if (a.await() > 0) log.add("positive")
    }
}
