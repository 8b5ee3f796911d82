// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import dev.heddle.benchmarks.Figures;
import dev.heddle.benchmarks.Scenario;
import dev.heddle.benchmarks.Variant;
import java.io.IOException;

/** A server that sends back what it gets, 64 bytes at a time. */
public final class EchoServer implements Scenario {

    private static final int MESSAGE = 64;

    private final int connections;

    /**
     * Makes one.
     *
     * @param connections how many connections there are, each with one message under way
     */
    public EchoServer(int connections) {
        this.connections = connections;
    }

    @Override
    public void run(Variant variant, boolean once, Figures figures) throws IOException, InterruptedException {
        new Serving(connections, "x".repeat(MESSAGE), MESSAGE).measure(() -> open(variant), once, figures);
    }

    private static Server open(Variant variant) throws IOException {
        return switch (variant) {
            case HEDDLE -> new HeddleServer(HeddleEcho::echo);
            case NIO -> new NioServer().start();
            case NETTY -> new NettyServer(pipeline -> pipeline.addLast(new NettyEcho()));
            case KTOR -> new KtorServer();
            case VIRTUAL, VIRTUAL_ONE -> new VirtualServer();
            default -> throw new IllegalArgumentException(variant.title);
        };
    }
}
