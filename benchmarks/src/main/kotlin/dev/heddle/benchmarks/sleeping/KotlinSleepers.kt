// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.sleeping

import java.util.function.LongConsumer
import java.util.function.LongSupplier
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlin.time.Duration.Companion.nanoseconds
import kotlinx.coroutines.yield

/** Many coroutines that sleep, in Kotlin. */
object KotlinSleepers {
    /** Has [count] sleep for the same time, and calls [asleep] when all do. */
    @JvmStatic
    fun same(count: Int, millis: Long, asleep: Runnable) = runBlocking {
        for (i in 0 until count) {
            launch { delay(millis) }
        }
        yield()
        asleep.run()
    }

    /** Has each of [count] sleep for a time of its own, and tells [woken] when it should have woken. */
    @JvmStatic
    fun varied(count: Int, nanos: LongSupplier, woken: LongConsumer) = runBlocking {
        for (i in 0 until count) {
            val time = nanos.asLong
            launch {
                val due = System.nanoTime() + time
                delay(time.nanoseconds)
                woken.accept(due)
            }
        }
    }
}
