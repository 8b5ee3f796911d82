// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.channels

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** Channels, in Kotlin. */
object KotlinChannels {
    /** Sends [count] values through a chain of [stages] coroutines, with a channel of some [capacity] before each. */
    @JvmStatic
    fun pipeline(stages: Int, capacity: Int, count: Int): Long = runBlocking {
        val first = Channel<Int>(capacity)
        var last = first
        for (stage in 1 until stages) {
            val from = last
            val to = Channel<Int>(capacity)
            launch {
                for (i in 0 until count) {
                    to.send(from.receive())
                }
            }
            last = to
        }
        launch {
            for (i in 0 until count) {
                first.send(i and 63)
            }
        }
        var sum = 0L
        for (i in 0 until count) {
            sum += last.receive()
        }
        sum
    }
}
