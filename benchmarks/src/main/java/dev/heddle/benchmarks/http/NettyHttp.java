// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.http;

import dev.heddle.benchmarks.echo.NettyServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/** As users of Netty write it, with its codec. */
final class NettyHttp extends ChannelInboundHandlerAdapter {

    private final ByteBuf body =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(Plaintext.BODY, StandardCharsets.ISO_8859_1));

    static NettyServer open() {
        return new NettyServer(pipeline -> pipeline.addLast(new HttpServerCodec(), new NettyHttp()));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest request) {
                var unused = context.write(answer(request));
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private FullHttpResponse answer(HttpRequest request) {
        if (!request.uri().equals(Plaintext.PATH)) {
            return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND);
        }
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body.duplicate());
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return response;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        var unused = context.flush();
    }
}
