// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.recursion

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Recursion of suspending functions, in Kotlin. */
object KotlinRecursion {
    /** Gives the sum of [rounds] times [depth] levels. */
    @JvmStatic
    fun sum(rounds: Int, depth: Int): Long = runBlocking {
        var sum = 0L
        for (round in 0 until rounds) {
            sum += down(depth)
        }
        sum
    }

    /** Goes [depth] levels down, and suspends there if [suspending]. */
    @JvmStatic
    fun once(depth: Int, suspending: Boolean): Int = runBlocking {
        if (suspending) downAndYield(depth) else down(depth)
    }

    private suspend fun down(n: Int): Int = if (n == 0) 0 else down(n - 1) + 1

    private suspend fun downAndYield(n: Int): Int {
        if (n == 0) {
            yield()
            return 0
        }
        return downAndYield(n - 1) + 1
    }
}
