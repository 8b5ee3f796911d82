// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** As users of Netty write it: what is read is written, with its buffer, and flushed when nothing more has come. */
final class NettyEcho extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var unused = context.write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        var unused = context.flush();
    }
}
