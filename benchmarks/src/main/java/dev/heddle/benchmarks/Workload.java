// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import static dev.heddle.benchmarks.Variant.EA_ASYNC;
import static dev.heddle.benchmarks.Variant.FUTURES;
import static dev.heddle.benchmarks.Variant.HEDDLE;
import static dev.heddle.benchmarks.Variant.KOTLIN;
import static dev.heddle.benchmarks.Variant.LOWERED;
import static dev.heddle.benchmarks.Variant.NETTY;
import static dev.heddle.benchmarks.Variant.PLAIN;
import static dev.heddle.benchmarks.Variant.SKETCHED;
import static dev.heddle.benchmarks.Variant.TASCALATE;
import static dev.heddle.benchmarks.Variant.VIRTUAL;
import static dev.heddle.benchmarks.Variant.VIRTUAL_ONE;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What JMH measures: a row of the report.
 *
 * @param id a short name, for files
 * @param title what is done
 * @param group the package of the benchmarks
 * @param depth the parameter of that name, or null if there is none
 * @param methods which method does it, for each variant that there is
 */
record Workload(
        String id, String title, String group, @Nullable String depth, Map<Variant, String> methods) implements Case {

    @Override
    public Set<Variant> variants() {
        return methods.keySet();
    }

    @Override
    public int rounds(int wanted) {
        return wanted;
    }

    @Override
    public int tries() {
        return 3;
    }

    @Override
    public Measured measure(Variant variant, boolean once) throws RunnerException {
        return Benchmarks.measure(this, variant, once);
    }

    /** All. */
    static List<Workload> all() {
        return List.of(
                of(
                        "completed",
                        "await of a completed promise",
                        "completed",
                        null,
                        methods("promise", HEDDLE, LOWERED)
                                .and("join", PLAIN)
                                .and("task", SKETCHED)
                                .and("thenCombine", FUTURES)
                                .and("await", KOTLIN, EA_ASYNC, TASCALATE)),
                of("completed-task", "await of a completed task", "completed", null, methods("task", HEDDLE, LOWERED)),
                of(
                        "completed-future",
                        "await of a completed future",
                        "completed",
                        null,
                        methods("stage", HEDDLE, LOWERED).and("join", PLAIN)),
                of(
                        "child",
                        "child that returns, bound statically",
                        "child",
                        null,
                        methods("bound", HEDDLE, LOWERED, PLAIN, FUTURES, KOTLIN, EA_ASYNC, TASCALATE)),
                of(
                        "child-virtual",
                        "child that returns, virtual",
                        "child",
                        null,
                        methods("virtual", HEDDLE, LOWERED, PLAIN, SKETCHED)),
                recursion("10"),
                recursion("100"),
                virtualRecursion("10"),
                virtualRecursion("100"),
                of(
                        "yield",
                        "yield between two tasks",
                        "yielding",
                        null,
                        methods(
                                "yields",
                                HEDDLE,
                                LOWERED,
                                PLAIN,
                                SKETCHED,
                                FUTURES,
                                KOTLIN,
                                VIRTUAL,
                                VIRTUAL_ONE,
                                EA_ASYNC,
                                TASCALATE,
                                NETTY)),
                of(
                        "baton",
                        "hand-off through a one-slot baton",
                        "baton",
                        null,
                        methods("handOff", HEDDLE, FUTURES, KOTLIN, VIRTUAL, VIRTUAL_ONE)),
                of(
                        "spawn",
                        "spawn and join, 1,000 tasks",
                        "spawn",
                        null,
                        methods("spawnAndJoin", HEDDLE, LOWERED, PLAIN, SKETCHED)),
                channel("channel-rendezvous", "rendezvous", "rendezvous", "rendezvous"),
                channel("channel-buffered", "buffered", "buffered", "buffer of 64"),
                channel("channel-pipeline", "pipeline", "pipeline", "a stage in a pipeline of 100"),
                channel("channel-local", "local", "buffered", "buffer of 64, on one loop"),
                channel(
                        "channel-local-pipeline",
                        "localPipeline",
                        "pipeline",
                        "a stage in a pipeline of 100, on one loop"),
                of(
                        "throw",
                        "throw through 64 coroutines",
                        "failure",
                        null,
                        methods("traced", HEDDLE, PLAIN, FUTURES, KOTLIN, EA_ASYNC, TASCALATE)),
                of(
                        "throw-stackless",
                        "throw through 64 coroutines, without a stack trace",
                        "failure",
                        null,
                        methods("stackless", HEDDLE, PLAIN, FUTURES, KOTLIN, EA_ASYNC, TASCALATE)),
                of(
                        "cancel",
                        "cancellation of 100,000 tasks, each",
                        "cancellation",
                        null,
                        methods("cancelAll", HEDDLE, FUTURES, KOTLIN, VIRTUAL, VIRTUAL_ONE)),
                of(
                        "cancel-cleanup",
                        "cancellation of 100,000 tasks that clean up, each",
                        "cancellation",
                        null,
                        methods("cleanedUp", HEDDLE, KOTLIN, VIRTUAL, VIRTUAL_ONE)),
                of(
                        "timeout",
                        "timeout armed and disarmed",
                        "timeout",
                        null,
                        methods("armed", HEDDLE, FUTURES, KOTLIN, NETTY)),
                of(
                        "deep",
                        "recursion of 1,000,000, a level",
                        "deep",
                        null,
                        methods("returning", HEDDLE, LOWERED, PLAIN, SKETCHED)),
                of(
                        "deep-suspending",
                        "the same, suspending at the bottom",
                        "deep",
                        null,
                        methods("suspending", HEDDLE, LOWERED)));
    }

    private static Workload recursion(String depth) {
        return of(
                "recursion-" + depth,
                "recursion of " + depth + ", bound statically",
                "recursion",
                depth,
                methods("bound", HEDDLE, LOWERED, PLAIN, SKETCHED, FUTURES, KOTLIN, EA_ASYNC, TASCALATE));
    }

    private static Workload virtualRecursion(String depth) {
        return of(
                "recursion-virtual-" + depth,
                "recursion of " + depth + ", virtual",
                "recursion",
                depth,
                methods("virtual", HEDDLE, LOWERED, PLAIN));
    }

    private static Workload channel(String id, String ours, String others, String title) {
        return of(
                id,
                "channel: " + title,
                "channels",
                null,
                methods(ours, HEDDLE).and(others, KOTLIN, VIRTUAL, VIRTUAL_ONE));
    }

    private static Workload of(String id, String title, String group, @Nullable String depth, Methods methods) {
        return new Workload(id, title, group, depth, methods.map());
    }

    private static Methods methods(String name, Variant... variants) {
        return new Methods(new EnumMap<>(Variant.class)).and(name, variants);
    }

    /** Collects methods. */
    private record Methods(Map<Variant, String> map) {

        Methods and(String name, Variant... variants) {
            for (Variant variant : variants) {
                map.put(variant, name);
            }
            return this;
        }
    }

    /** A regular expression for JMH that matches one benchmark. */
    String pattern(Variant variant) {
        return ("^dev.heddle.benchmarks." + group + "." + variant.className + "." + methods.get(variant) + "$")
                .replace(".", "\\.");
    }
}
