// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.child

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Calls a suspending function that returns at once, in Kotlin. */
object KotlinChild {
    /** Gives the sum of what [rounds] times [count] children give. */
    @JvmStatic
    fun sum(rounds: Int, count: Int): Long = runBlocking {
        var sum = 0L
        for (round in 0 until rounds) {
            sum += sum(count)
        }
        sum
    }

    private suspend fun sum(count: Int): Long {
        var sum = 0L
        for (i in 0 until count) {
            sum += child(i)
        }
        return sum
    }

    private suspend fun child(x: Int): Int {
        // Else it would not be able to suspend, and so no coroutine.
        if (x < 0) {
            yield()
        }
        return x and 63
    }
}
