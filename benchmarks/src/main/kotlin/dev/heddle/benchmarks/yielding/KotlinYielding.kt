// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.yielding

import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Two that take turns, in Kotlin. */
object KotlinYielding {
    /** Yields in each of two coroutines, [times] times. */
    @JvmStatic
    fun two(times: Int) = runBlocking {
        repeat(2) {
            launch {
                for (i in 0 until times) {
                    yield()
                }
            }
        }
    }
}
