// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import java.util.List;

/** Ktor's, which is written in Kotlin, as its users would. */
final class KtorServer implements Server {

    private final KtorEcho echo = new KtorEcho();

    @Override
    public int port() {
        return echo.getPort();
    }

    @Override
    public List<Thread> threads() {
        return List.of();
    }

    @Override
    public int connections() {
        return echo.getConnections();
    }

    @Override
    public void close() {
        echo.close();
    }
}
