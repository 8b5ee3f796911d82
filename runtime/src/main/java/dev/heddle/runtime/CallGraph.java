// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a task, who waits for these, and so on: where an {@linkplain Task#asyncStack() async stack} ends, the stacks of those who await it go on.
 *
 * <pre>{@code
 * System.out.println(CallGraph.of(task));
 *
 * load
 *     at com.acme.Shop.load(Shop.java:31)
 *   awaited by order
 *       at com.acme.Shop.order(Shop.java:12)
 *     awaited by Task-1
 *         at com.acme.Main.main(Main.java:8)
 * }</pre>
 *
 * <p>A task is awaited by those who await it, alone or among others ({@link Tasks#gather}, {@link Tasks#race}, {@link Tasks#waitFor}, {@link Tasks#asCompleted}, a
 * {@linkplain dev.heddle.runtime.sync.Select selection}); by the task that closes the {@link TaskScope} in which it runs, or waits for it to be ready; by those who wait for a
 * {@link dev.heddle.runtime.sync.Lock} that it holds; and by those who await its future, if it runs on the same event loop. Who waits for a promise, a channel, a semaphore or
 * another future stands in no graph: nobody can tell which task will serve them.
 *
 * <p>Nothing is recorded while tasks run: the graph is found when it is asked for, in a time that grows with the number of its tasks, and not changed afterwards. It is exact
 * on the event loop of its tasks. It may be asked for on any thread, but then the tasks may run on meanwhile, and those who await futures are left out.
 */
public final class CallGraph {

    /** From there on the text is not indented any further. */
    private static final int DEEPEST = 40;

    private final Map<Task<?>, Entry> entries;

    private CallGraph(Map<Task<?>, Entry> entries) {
        this.entries = entries;
    }

    /**
     * One task of the graph.
     *
     * @param task the task
     * @param stack where it waits, the innermost place first, as {@link Task#asyncStack()} tells; of the task that asked, what is on the Java stack
     * @param awaitedBy those who wait for it, each once, and each with an entry of its own
     */
    public record Entry(Task<?> task, List<StackTraceElement> stack, List<Task<?>> awaitedBy) {

        /** Takes unmodifiable copies. */
        public Entry {
            stack = List.copyOf(stack);
            awaitedBy = List.copyOf(awaitedBy);
        }
    }

    /**
     * Finds who waits for a task.
     *
     * @param task the task
     * @return its graph, as of now
     */
    public static CallGraph of(Task<?> task) {
        return of(List.of(task));
    }

    /**
     * Finds who waits for any of some tasks: {@code CallGraph.of(EventLoop.current().tasks())} shows a whole loop.
     *
     * @param tasks the tasks
     * @return their graph, as of now
     */
    public static CallGraph of(Collection<? extends Task<?>> tasks) {
        Map<Task<?>, Entry> entries = new LinkedHashMap<>();
        Map<Scheduler, Map<Task<?>, List<Task<?>>>> futures = new HashMap<>();
        Deque<Task<?>> open = new ArrayDeque<>(tasks);
        for (Task<?> task = open.poll(); task != null; task = open.poll()) {
            if (!entries.containsKey(task)) {
                Set<Task<?>> awaitedBy = new LinkedHashSet<>();
                task.addWaiters(awaitedBy);
                awaitedBy.addAll(futures.computeIfAbsent(task.scheduler(), CallGraph::byFuture)
                        .getOrDefault(task, List.of()));
                entries.put(task, new Entry(task, task.standsAt(CallGraph.class), List.copyOf(awaitedBy)));
                open.addAll(awaitedBy);
            }
        }
        return new CallGraph(entries);
    }

    /** Whom the tasks of a loop await by way of futures. These know nothing of who awaits them, so all tasks have to be asked. */
    private static Map<Task<?>, List<Task<?>>> byFuture(Scheduler scheduler) {
        Map<Task<?>, List<Task<?>>> awaiting = new HashMap<>();
        if (scheduler instanceof ConfinedScheduler loop && loop.isHome()) {
            for (Task<?> task : loop.liveTasks()) {
                Task<?> awaited = task.behindFuture();
                if (awaited != null) {
                    awaiting.computeIfAbsent(awaited, none -> new ArrayList<>()).add(task);
                }
            }
        }
        return awaiting;
    }

    /**
     * Lists the tasks of the graph.
     *
     * @return an entry for each: first those that were asked for, then those who wait for them, nearest first
     */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /**
     * Draws the graph: a task, where it waits, and below, further in, who waits for it. What has been drawn already is only named again, and a circle of tasks that wait for
     * one another, and so for ever, is told as such.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        Set<Task<?>> drawn = new LinkedHashSet<>();
        for (Task<?> task : innermostFirst()) {
            if (!drawn.contains(task)) {
                draw(new Line(task, null), drawn, text);
            }
        }
        return text.toString();
    }

    /** Those first who wait for none of the others, so that each stands above those who wait for it. */
    private Set<Task<?>> innermostFirst() {
        Set<Task<?>> waiting = new LinkedHashSet<>();
        entries.values().forEach(entry -> waiting.addAll(entry.awaitedBy));
        Set<Task<?>> order = new LinkedHashSet<>(entries.keySet());
        order.removeAll(waiting);
        order.addAll(entries.keySet());
        return order;
    }

    /** A task in the text, and the line of the one that it waits for. */
    private record Line(Task<?> task, @Nullable Line above) {

        int depth() {
            int depth = 0;
            for (Line line = above; line != null && depth < DEEPEST; line = line.above) {
                depth++;
            }
            return depth;
        }

        boolean closesCircle() {
            for (Line line = above; line != null; line = line.above) {
                if (line.task == task) {
                    return true;
                }
            }
            return false;
        }
    }

    private void draw(Line first, Set<Task<?>> drawn, StringBuilder text) {
        Deque<Line> open = new ArrayDeque<>();
        open.push(first);
        for (Line line = open.poll(); line != null; line = open.poll()) {
            String margin = "  ".repeat(line.depth());
            text.append(text.length() == 0 ? "" : "\n")
                    .append(margin)
                    .append(line.above == null ? "" : "awaited by ")
                    .append(line.task.name());
            if (!drawn.add(line.task)) {
                text.append(line.closesCircle() ? ", which stands above: they wait for one another" : ", see above");
                continue;
            }
            Entry entry = entries.get(line.task);
            if (entry != null) {
                entry.stack.forEach(place ->
                        text.append('\n').append(margin).append("    at ").append(place));
                for (int i = entry.awaitedBy.size() - 1; i >= 0; i--) {
                    open.push(new Line(entry.awaitedBy.get(i), line));
                }
            }
        }
    }
}
