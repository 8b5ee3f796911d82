// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.spawn

import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking

/** Spawns and joins, in Kotlin. */
object KotlinSpawn {
    /** Starts [count] coroutines, awaits them, and gives the sum of what they give. */
    @JvmStatic
    fun spawnAndJoin(count: Int): Long = runBlocking {
        val tasks = ArrayList<Deferred<Int>>(count)
        for (i in 0 until count) {
            tasks.add(async { i and 63 })
        }
        var sum = 0L
        for (task in tasks) {
            sum += task.await()
        }
        sum
    }
}
