// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the report.
 *
 * @param title what is done
 * @param group the package of the benchmarks
 * @param depth the parameter of that name, or null if there is none
 * @param methods which method does it, for each variant that there is
 */
record Workload(String title, String group, @Nullable String depth, Map<Variant, String> methods) {

    /** All. */
    static List<Workload> all() {
        return List.of(
                new Workload("await of a completed promise", "completed", null, methods("promise", "join", "task")),
                new Workload("await of a completed task", "completed", null, methods("task", "join", "task")),
                new Workload("await of a completed future", "completed", null, methods("stage", "join", "task")),
                new Workload("child that returns, bound statically", "child", null, methods("bound", "bound", null)),
                new Workload("child that returns, virtual", "child", null, methods("virtual", "virtual", "virtual")),
                new Workload(
                        "recursion of 10, bound statically", "recursion", "10", methods("bound", "bound", "bound")),
                new Workload(
                        "recursion of 100, bound statically", "recursion", "100", methods("bound", "bound", "bound")),
                new Workload("recursion of 10, virtual", "recursion", "10", methods("virtual", "virtual", null)),
                new Workload("recursion of 100, virtual", "recursion", "100", methods("virtual", "virtual", null)),
                new Workload("yield between two tasks", "yielding", null, methods("yields", "yields", "yields")),
                new Workload(
                        "spawn and join, 1,000 tasks",
                        "spawn",
                        null,
                        methods("spawnAndJoin", "spawnAndJoin", "spawnAndJoin")),
                new Workload(
                        "recursion of 1,000,000, a level",
                        "deep",
                        null,
                        methods("returning", "returning", "returning")),
                new Workload("the same, suspending at the bottom", "deep", null, methods("suspending", null, null)));
    }

    private static Map<Variant, String> methods(String ours, @Nullable String plain, @Nullable String sketched) {
        Map<Variant, String> methods = new EnumMap<>(Map.of(Variant.HEDDLE, ours, Variant.LOWERED, ours));
        if (plain != null) {
            methods.put(Variant.PLAIN, plain);
        }
        if (sketched != null) {
            methods.put(Variant.SKETCHED, sketched);
        }
        return methods;
    }

    /** A regular expression for JMH that matches one benchmark. */
    String pattern(Variant variant) {
        return ("^dev.heddle.benchmarks." + group + "." + variant.className + "." + methods.get(variant) + "$")
                .replace(".", "\\.");
    }
}
