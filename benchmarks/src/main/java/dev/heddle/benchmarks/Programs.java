// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import static dev.heddle.benchmarks.Variant.EA_ASYNC;
import static dev.heddle.benchmarks.Variant.FUTURES;
import static dev.heddle.benchmarks.Variant.FUTURES_MANY;
import static dev.heddle.benchmarks.Variant.HEDDLE;
import static dev.heddle.benchmarks.Variant.HEDDLE_MANY;
import static dev.heddle.benchmarks.Variant.KOTLIN;
import static dev.heddle.benchmarks.Variant.KOTLIN_MANY;
import static dev.heddle.benchmarks.Variant.KTOR;
import static dev.heddle.benchmarks.Variant.NETTY;
import static dev.heddle.benchmarks.Variant.NIO;
import static dev.heddle.benchmarks.Variant.PLAIN;
import static dev.heddle.benchmarks.Variant.TASCALATE;
import static dev.heddle.benchmarks.Variant.VERTX;
import static dev.heddle.benchmarks.Variant.VIRTUAL;
import static dev.heddle.benchmarks.Variant.VIRTUAL_ONE;

import dev.heddle.benchmarks.echo.EchoServer;
import dev.heddle.benchmarks.http.HttpServer;
import dev.heddle.benchmarks.nested.NestedAwaits;
import dev.heddle.benchmarks.skynet.Skynet;
import dev.heddle.benchmarks.sleeping.ManySleeps;
import dev.heddle.benchmarks.sleeping.SleepingTasks;
import dev.heddle.benchmarks.spawn.SpawnAndJoin;
import dev.heddle.benchmarks.startup.Startup;
import dev.heddle.benchmarks.weaving.Weaving;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The programs that need a process of their own. */
final class Programs {

    /** As large from the beginning as it may become, and got from the system too: how a heap grows is not what is measured. */
    private static final List<String> LARGE_HEAP = List.of("-Xms3g", "-Xmx3g", "-XX:+AlwaysPreTouch");

    private static final List<String> DEFAULT_STACK = List.of("-Xmx1g");

    private Programs() {}

    /** All. */
    static List<Program> all() {
        return List.of(
                new Program(
                        "spawn-million",
                        "spawn and join, 1,000,000 tasks",
                        "spawn",
                        2,
                        LARGE_HEAP,
                        variants(HEDDLE, FUTURES, KOTLIN, VIRTUAL, VIRTUAL_ONE, EA_ASYNC, TASCALATE),
                        new SpawnAndJoin()),
                new Program(
                        "skynet",
                        "skynet, 1,111,111 tasks",
                        "skynet",
                        2,
                        LARGE_HEAP,
                        variants(HEDDLE, HEDDLE_MANY, FUTURES, FUTURES_MANY, KOTLIN, KOTLIN_MANY, VIRTUAL, VIRTUAL_ONE),
                        new Skynet()),
                new Program(
                        "sleeping",
                        "1,000,000 tasks asleep for 10 s",
                        "sleeping",
                        1,
                        LARGE_HEAP,
                        variants(HEDDLE, FUTURES, KOTLIN, VIRTUAL, EA_ASYNC, TASCALATE, NETTY),
                        new SleepingTasks()),
                new Program(
                        "sleeps",
                        "1,000,000 sleeps of 0 to 5 s",
                        "sleeping",
                        1,
                        LARGE_HEAP,
                        variants(HEDDLE, FUTURES, KOTLIN, VIRTUAL, EA_ASYNC, TASCALATE, NETTY),
                        new ManySleeps()),
                new Program(
                        "nested",
                        "nested awaits on a default stack",
                        "nested",
                        1,
                        DEFAULT_STACK,
                        variants(HEDDLE, PLAIN, FUTURES, KOTLIN, VIRTUAL, EA_ASYNC, TASCALATE),
                        new NestedAwaits()),
                echo(1),
                echo(100),
                echo(5_000),
                new Program(
                        "http",
                        "HTTP in plain text, 100 connections",
                        "http",
                        3,
                        DEFAULT_STACK,
                        variants(HEDDLE, NETTY, VERTX),
                        new HttpServer()),
                new Program(
                        "weaving",
                        "weaving beside compiling",
                        "weaving",
                        1,
                        DEFAULT_STACK,
                        variants(HEDDLE, KOTLIN, EA_ASYNC, TASCALATE),
                        new Weaving()),
                new Program(
                        "startup",
                        "hello, from the start of its process to the end",
                        "startup",
                        1,
                        DEFAULT_STACK,
                        variants(HEDDLE, PLAIN, FUTURES, KOTLIN, VIRTUAL),
                        new Startup()));
    }

    private static Program echo(int connections) {
        return new Program(
                "echo-" + connections,
                "echo of 64 bytes, " + connections + (connections == 1 ? " connection" : " connections"),
                "echo",
                3,
                DEFAULT_STACK,
                variants(HEDDLE, NIO, NETTY, KTOR, VIRTUAL, VIRTUAL_ONE),
                new EchoServer(connections));
    }

    private static Set<Variant> variants(Variant first, Variant... others) {
        return EnumSet.of(first, others);
    }
}
