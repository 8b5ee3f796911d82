// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.cancellation

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Cancels many at once, in Kotlin. */
object KotlinCancellation {
    /** Has [count] coroutines fall asleep, cancels them, and waits for their end. */
    @JvmStatic
    fun cancelAll(count: Int) = cancelled(count) { delay(3_600_000) }

    /** Does the same with coroutines that clean up, and tells how many did. */
    @JvmStatic
    fun cleanedUp(count: Int): Int {
        var ended = 0
        cancelled(count) {
            try {
                delay(3_600_000)
            } finally {
                ended++
            }
        }
        return ended
    }

    private fun cancelled(count: Int, body: suspend CoroutineScope.() -> Unit) = runBlocking {
        val all = launch {
            for (i in 0 until count) {
                launch(block = body)
            }
        }
        // They are started behind this one: when it goes on again, all have fallen asleep.
        yield()
        yield()
        all.cancelAndJoin()
    }
}
