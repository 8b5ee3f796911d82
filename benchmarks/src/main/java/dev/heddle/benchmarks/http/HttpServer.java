// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.http;

import dev.heddle.benchmarks.Figures;
import dev.heddle.benchmarks.Scenario;
import dev.heddle.benchmarks.Variant;
import dev.heddle.benchmarks.echo.Server;
import dev.heddle.benchmarks.echo.Serving;
import java.io.IOException;

/** HTTP in plain text, to a hundred connections. */
public final class HttpServer implements Scenario {

    private static final int CONNECTIONS = 100;

    /** Makes one. */
    public HttpServer() {}

    @Override
    public void run(Variant variant, boolean once, Figures figures) throws IOException, InterruptedException {
        new Serving(CONNECTIONS, Plaintext.REQUEST, Plaintext.answerLength())
                .measure(() -> open(variant), once, figures);
    }

    private static Server open(Variant variant) throws IOException {
        return switch (variant) {
            case HEDDLE -> HeddleHttp.open();
            case NETTY -> NettyHttp.open();
            case VERTX -> new VertxHttp();
            default -> throw new IllegalArgumentException(variant.title);
        };
    }
}
