// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.cancellation

import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Cancels many at once, in Kotlin. */
object KotlinCancellation {
    /** Has [count] coroutines fall asleep, cancels them, and waits for their end. */
    @JvmStatic
    fun cancelAll(count: Int) = runBlocking {
        val all = launch {
            for (i in 0 until count) {
                launch { delay(3_600_000) }
            }
        }
        // They are started behind this one: when it goes on again, all have fallen asleep.
        yield()
        yield()
        all.cancelAndJoin()
    }
}
