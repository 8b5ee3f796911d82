// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.startup

import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking

/** Says hello, in Kotlin. */
object KotlinGreeting {
    /** Waits for some milliseconds before. */
    @JvmStatic
    fun hello(millis: Int) = runBlocking {
        delay(millis.toLong())
        println("Hello")
    }
}
