// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

/** Who does the work. */
public enum Variant {
    HEDDLE("H", "Heddle", "Heddle"),
    LOWERED("L", "lowered by hand", "Lowered"),
    PLAIN("P", "plain calls", "Plain"),
    SKETCHED("S", "sketched kernel", "Sketched"),
    FUTURES("C", "CompletableFuture", "Futures"),
    KOTLIN("K", "Kotlin coroutines", "Kotlin"),
    VIRTUAL("V", "virtual threads", "VirtualThreads"),
    VIRTUAL_ONE(
            "V1",
            "virtual threads, one carrier",
            "VirtualThreads",
            "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1"),
    EA_ASYNC("E", "ea-async", "EaAsync"),
    TASCALATE("T", "tascalate-async", "TascalateAsync"),
    NETTY("N", "Netty", "Netty"),
    NIO("J", "plain NIO", "Nio"),
    KTOR("R", "ktor-network", "Ktor", "-Dkotlinx.coroutines.io.parallelism=1"),
    VERTX("X", "Vert.x", "Vertx"),
    /** The same coroutines as Heddle's, on several threads. */
    HEDDLE_MANY("H2", "Heddle on a pool", "Heddle"),
    KOTLIN_MANY("K2", "Kotlin on a pool", "Kotlin"),
    FUTURES_MANY("C2", "CompletableFuture on a pool", "Futures");

    /** The letters of the table's column. */
    public final String letters;

    /** What readers know it by. */
    public final String title;

    /** The simple name of the class that has the benchmark. */
    final String className;

    /** With blanks between; none of them holds one. */
    private final String jvmArgs;

    Variant(String letters, String title, String className, String... jvmArgs) {
        this.letters = letters;
        this.title = title;
        this.className = className;
        this.jvmArgs = String.join(" ", jvmArgs);
    }

    /** What the JVM needs to be told. */
    String[] jvmArgs() {
        return jvmArgs.isEmpty() ? new String[0] : jvmArgs.split(" ", -1);
    }

    /**
     * Tells whether this is something that users could pick instead of Heddle: not a limit, and not Heddle itself.
     *
     * @return true for a peer
     */
    public boolean isPeer() {
        return switch (this) {
            case HEDDLE, HEDDLE_MANY, LOWERED, PLAIN, SKETCHED, NIO -> false;
            default -> true;
        };
    }

    /**
     * Tells whether it runs on a pool of threads, where others of its name have one thread: these are compared with each other.
     *
     * @return true for the variants on a pool
     */
    public boolean isPooled() {
        return this == HEDDLE_MANY || this == KOTLIN_MANY || this == FUTURES_MANY;
    }

    /**
     * Tells whether it can be run here.
     *
     * @return false for virtual threads before JDK 21, and for what the build could not weave
     */
    public boolean isPossible() {
        return switch (this) {
            case VIRTUAL, VIRTUAL_ONE -> Virtual.exist();
            case TASCALATE -> Versions.isTascalateWoven();
            default -> true;
        };
    }
}
