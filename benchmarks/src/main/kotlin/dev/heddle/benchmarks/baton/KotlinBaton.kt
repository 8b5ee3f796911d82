// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.baton

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** Two that hand a baton to each other, in Kotlin. */
object KotlinBaton {
    /** Hands it over 2 [times] times. */
    @JvmStatic
    fun play(times: Int): Int = runBlocking {
        val there = Channel<Int>(1)
        val back = Channel<Int>(1)
        launch {
            for (i in 0 until times) {
                back.send(there.receive())
            }
        }
        var baton = 1
        for (i in 0 until times) {
            there.send(baton)
            baton = back.receive()
        }
        baton
    }
}
