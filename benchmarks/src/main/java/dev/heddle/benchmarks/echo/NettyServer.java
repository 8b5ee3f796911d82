// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import dev.heddle.benchmarks.NettyLoop;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A server on a loop of Netty's. */
public final class NettyServer implements Server {

    private final NettyLoop netty = new NettyLoop();
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread thread;
    private final int port;

    /**
     * Opens one.
     *
     * @param handlers adds to a connection what serves it
     */
    public NettyServer(Consumer<ChannelPipeline> handlers) {
        thread = CompletableFuture.supplyAsync(Thread::currentThread, netty.loop())
                .join();
        Channel channel = new ServerBootstrap()
                .group(netty.loop())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        handlers.accept(accepted.pipeline());
                        connections.incrementAndGet();
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        port = ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<Thread> threads() {
        return List.of(thread);
    }

    @Override
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        netty.close();
    }
}
