// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.failure

import java.util.function.Supplier
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** A failure that goes through many suspending functions, in Kotlin. */
object KotlinFailure {
    /** Fails [depth] levels down, [rounds] times, and counts the failures. */
    @JvmStatic
    fun count(rounds: Int, depth: Int, failure: Supplier<RuntimeException>): Int = runBlocking {
        var failures = 0
        for (round in 0 until rounds) {
            try {
                down(depth, failure)
            } catch (expected: RuntimeException) {
                failures++
            }
        }
        failures
    }

    private suspend fun down(n: Int, failure: Supplier<RuntimeException>): Int {
        if (n < 0) {
            // Else it would not be able to suspend, and so no coroutine.
            yield()
        }
        if (n == 0) {
            throw failure.get()
        }
        return down(n - 1, failure) + 1
    }
}
