// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo

import io.ktor.network.selector.SelectorManager
import io.ktor.network.sockets.InetSocketAddress
import io.ktor.network.sockets.Socket
import io.ktor.network.sockets.aSocket
import io.ktor.network.sockets.openReadChannel
import io.ktor.network.sockets.openWriteChannel
import io.ktor.utils.io.readAvailable
import io.ktor.utils.io.writeFully
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/**
 * On Ktor's sockets. They read and write in coroutines of their own, which nobody can move from Dispatchers.IO; so all others are there too, and who
 * measures this sees to it that this is one thread. The selector needs another one: it blocks its thread, whoever else is ready there.
 */
class KtorEcho : AutoCloseable {
    private val scope = CoroutineScope(Dispatchers.IO)
    private val selecting = Executors.newSingleThreadExecutor().asCoroutineDispatcher()
    private val selector = SelectorManager(selecting)
    private val accepted = AtomicInteger()
    private val listener = runBlocking {
        aSocket(selector).tcp().bind("127.0.0.1", 0) { backlogSize = 1024 }
    }

    /** The port that it listens on. */
    val port: Int = (listener.localAddress as InetSocketAddress).port

    /** How many connections there have been. */
    val connections: Int
        get() = accepted.get()

    init {
        scope.launch {
            while (true) {
                val socket = listener.accept()
                accepted.incrementAndGet()
                launch { echo(socket) }
            }
        }
    }

    private suspend fun echo(socket: Socket) {
        val input = socket.openReadChannel()
        val output = socket.openWriteChannel(autoFlush = true)
        val buffer = ByteArray(4096)
        var count = input.readAvailable(buffer)
        while (count >= 0) {
            output.writeFully(buffer, 0, count)
            count = input.readAvailable(buffer)
        }
        socket.close()
    }

    override fun close() {
        scope.cancel()
        listener.close()
        selector.close()
        selecting.close()
    }
}
