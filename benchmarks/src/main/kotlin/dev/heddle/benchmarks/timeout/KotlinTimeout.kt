// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.timeout

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield

/** Timeouts that do not strike, in Kotlin. */
object KotlinTimeout {
    /** Arms and disarms a timeout [times] times. */
    @JvmStatic
    fun armed(times: Int) = runBlocking {
        for (i in 0 until times) {
            withTimeout(10_000) { yield() }
        }
    }
}
