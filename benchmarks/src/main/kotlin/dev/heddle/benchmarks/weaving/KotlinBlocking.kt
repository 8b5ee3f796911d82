// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving

import java.util.concurrent.CompletableFuture

/** The eight methods of `GrowthSources`, as they are without coroutines. Never run: what counts is how long its class files are. */
class KotlinBlocking {
    private val log = ArrayList<String>()

    fun straight(a: CompletableFuture<Int>, b: CompletableFuture<Int>): Int {
        val x = a.join()
        val y = b.join()
        return x + y
    }

    fun looping(all: List<CompletableFuture<Int>>): Int {
        var s = 0
        for (each in all) {
            s += each.join()
            if (s > 100) break
        }
        return s
    }

    fun caught(a: CompletableFuture<String>, b: CompletableFuture<String>): String {
        var r: String
        try {
            r = a.join()
        } catch (e: IllegalStateException) {
            r = e.message + b.join()
        } finally {
            log.add("over")
        }
        return r
    }

    fun onTheStack(a: CompletableFuture<String>, b: CompletableFuture<Int>, k: Int): String =
        StringBuilder(a.join()).append(k).append(b.join()).append(maxOf(k, b.join())).toString()

    fun branching(a: CompletableFuture<Long>, how: Int): Long {
        when (how) {
            0 -> return 0L
            1 -> return a.join()
            2 -> return -a.join()
            else -> {
                val t = a.join()
                return if (t > 0) t + a.join() else t
            }
        }
    }

    fun nested(a: CompletableFuture<Int>, n: Int): Int {
        var s = 0
        for (i in 0 until n) {
            for (j in 0L until i.toLong()) {
                s += a.join() * j.toInt()
            }
            log.add("row " + i)
        }
        return s
    }

    fun calls(a: CompletableFuture<String>, b: CompletableFuture<String>): String {
        val x = caught(a, b)
        val y = caught(b, a)
        return x + y
    }

    fun quiet(a: CompletableFuture<Int>) {
        if (a.join() > 0) log.add("positive")
    }
}
