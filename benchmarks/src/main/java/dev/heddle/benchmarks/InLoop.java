// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.TearDown;

/** A benchmark that runs coroutines: in one loop, which is made once. */
public abstract class InLoop extends Watched {

    /** How many times a run of the loop does what an operation is, so that the loop's beginning and end don't count. */
    public static final int ROUNDS = 100;

    /** The loop. */
    protected final EventLoop loop = EventLoop.builder().build();

    /** For subclasses. */
    protected InLoop() {
        runOthers();
    }

    /**
     * Runs coroutines of several classes, as every program of some size does. If the JIT saw one alone it would inline it into the loop, reach the limit of its inlining
     * depth in the midst of what is measured, and tell us about that.
     */
    private void runOthers() {
        for (int i = 0; i < 5_000; i++) {
            var unused = loop.runUntilDone(new Others.One());
            unused = loop.runUntilDone(new Others.Another());
            unused = loop.runUntilDone(new Others.Third());
            unused = loop.runUntilDone(new Others.Fourth());
        }
    }

    /**
     * Makes a task of the loop that is done.
     *
     * @return a task that has given 7
     */
    protected final Task<Integer> completedTask() {
        List<Task<Integer>> tasks = new ArrayList<>();
        var unused = loop.runUntilDone(() -> {
            tasks.add(Tasks.spawn(Coroutine.result(7)));
            return Tasks.gather(tasks);
        });
        return tasks.get(0);
    }

    /** Closes the loop. */
    @TearDown
    public void close() {
        loop.close();
    }
}
