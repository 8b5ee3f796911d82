// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;

/** One loop of Netty's, on NIO, with a thread of its own. */
public final class NettyLoop implements AutoCloseable {

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();

    /** Makes one; its thread starts with the first task. */
    public NettyLoop() {}

    /**
     * Gives the loop.
     *
     * @return the only one of its group
     */
    public EventLoop loop() {
        return loop;
    }

    /** Stops the loop, and waits for that. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
