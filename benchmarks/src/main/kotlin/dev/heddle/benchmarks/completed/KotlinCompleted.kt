// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.completed

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.runBlocking

/** Awaits a deferred value that is there, in Kotlin. */
object KotlinCompleted {
    private val deferred = CompletableDeferred(7)

    /** Gives the sum of [rounds] times [count] awaits. */
    @JvmStatic
    fun sum(rounds: Int, count: Int): Long = runBlocking {
        var sum = 0L
        for (round in 0 until rounds) {
            sum += sum(deferred, count)
        }
        sum
    }

    private suspend fun sum(deferred: Deferred<Int>, count: Int): Long {
        var sum = 0L
        for (i in 0 until count) {
            sum += deferred.await()
        }
        return sum
    }
}
