// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.skynet

import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.runBlocking

/** A tree of coroutines, in Kotlin. */
object KotlinSkynet {
    /** Gives the sum of the leaves' numbers; on one thread, or on several if [parallel]. */
    @JvmStatic
    fun sum(size: Int, parallel: Boolean): Long = runBlocking(if (parallel) Dispatchers.Default else EmptyCoroutineContext) {
        node(0, size)
    }

    private suspend fun node(number: Long, size: Int): Long {
        if (size == 1) {
            return number
        }
        return coroutineScope {
            val part = size / 10
            val children = ArrayList<Deferred<Long>>(10)
            for (i in 0 until 10) {
                children.add(async { node(number + i * part.toLong(), part) })
            }
            var sum = 0L
            for (child in children) {
                sum += child.await()
            }
            sum
        }
    }
}
