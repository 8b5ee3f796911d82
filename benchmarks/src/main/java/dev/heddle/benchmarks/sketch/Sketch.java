// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.sketch;

import dev.heddle.benchmarks.InLoop;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The kernel: tasks, frames that are made late and linked on the way out, and a queue. */
public final class Sketch {

    /** What a body returns when it has to wait. */
    public static final Object SUSPENDED = new Object();

    /** How many coroutines may be in one another on the Java stack. */
    public static final int DEPTH_LIMIT = 400;

    private static final Object PENDING = new Object();
    private static final Object START = new Object();
    private static final Object YIELD = new Object();

    private Sketch() {}

    /**
     * Calls a body that does not suspend 100 times, in a task of its own.
     *
     * @param body the body
     * @return the sum of what it gives
     */
    public static Object rounds(Function<Task, Object> body) {
        Loop loop = new Loop();
        Task task = loop.spawn(new Rounds(body));
        loop.run();
        return task.result();
    }

    /** The state of a coroutine while it does not run. */
    public abstract static class Frame {

        /** Whether the coroutine goes on, or starts. */
        public boolean suspended;

        @Nullable
        Frame parent;

        /** For subclasses. */
        protected Frame() {}

        /**
         * Starts the coroutine or goes on.
         *
         * @param task the task
         * @return its value, or SUSPENDED
         */
        protected abstract Object resume(Task task);

        /**
         * Links the frame to those inside it.
         *
         * @param task the task
         * @return SUSPENDED
         */
        public final Object suspend(Task task) {
            suspended = true;
            Frame inner = task.outermost;
            if (inner == null) {
                task.leaf = this;
            } else {
                inner.parent = this;
            }
            task.outermost = this;
            return SUSPENDED;
        }

        /**
         * Has the coroutine started by the driver.
         *
         * @param task the task
         * @return SUSPENDED
         */
        public final Object startLater(Task task) {
            task.leaf = this;
            task.outermost = this;
            task.signal = START;
            return SUSPENDED;
        }
    }

    /** Drives a coroutine. */
    public static final class Task {

        private final Loop loop;
        private @Nullable Frame leaf;
        private @Nullable Frame outermost;
        private @Nullable Object signal;
        private Object result = PENDING;
        private @Nullable Task waiter;

        Task(Loop loop, Frame root) {
            this.loop = loop;
            this.leaf = root;
        }

        /**
         * Tells whether the task has ended.
         *
         * @return true if there is a result
         */
        public boolean isDone() {
            return result != PENDING;
        }

        /**
         * Gives the result.
         *
         * @return the result
         */
        public Object result() {
            return result;
        }

        /**
         * Gives the loop.
         *
         * @return where the task runs
         */
        public Loop loop() {
            return loop;
        }

        /**
         * Gives what a body waited for.
         *
         * @return the value; 0 after a yield
         */
        public Object resumed() {
            Object value = signal;
            signal = null;
            return value == null ? 0 : value;
        }

        /**
         * Waits for a task.
         *
         * @param other the task
         * @return SUSPENDED
         */
        public Object suspendOn(Task other) {
            signal = other;
            return SUSPENDED;
        }

        /**
         * Goes to the end of the queue.
         *
         * @return SUSPENDED
         */
        public Object yieldNow() {
            signal = YIELD;
            return SUSPENDED;
        }

        void run() {
            Frame frame = leaf;
            while (frame != null) {
                outermost = null;
                Object value = frame.resume(this);
                if (value == SUSPENDED) {
                    if (outermost != frame && outermost != null) {
                        outermost.parent = frame.parent;
                    }
                    if (signal != START) {
                        arm();
                        return;
                    }
                    signal = null;
                    frame = leaf;
                } else {
                    signal = value;
                    Frame parent = frame.parent;
                    frame.parent = null;
                    frame = parent;
                }
            }
            leaf = null;
            end(resumed());
        }

        private void arm() {
            if (signal == YIELD) {
                signal = null;
                loop.add(this);
                return;
            }
            Task other = (Task) signal;
            if (other == null || other.waiter != null) {
                throw new IllegalStateException("one waiter is all that the sketch can do");
            }
            if (other.isDone()) {
                signal = other.result;
                loop.add(this);
            } else {
                other.waiter = this;
            }
        }

        private void end(Object value) {
            result = value;
            Task woken = waiter;
            if (woken != null) {
                waiter = null;
                woken.signal = value;
                loop.add(woken);
            }
        }
    }

    /** Runs tasks, first come, first served. */
    public static final class Loop {

        private @Nullable Task[] ring = new Task[256];
        private int head;
        private int tail;

        /** Makes a loop. */
        public Loop() {}

        /**
         * Makes a task.
         *
         * @param root its coroutine
         * @return the task
         */
        public Task spawn(Frame root) {
            Task task = new Task(this, root);
            add(task);
            return task;
        }

        /** Runs until nothing is ready. */
        public void run() {
            for (Task task = poll(); task != null; task = poll()) {
                task.run();
            }
        }

        void add(Task task) {
            ring[tail] = task;
            tail = (tail + 1) & (ring.length - 1);
            if (tail == head) {
                Task[] twice = new Task[ring.length * 2];
                System.arraycopy(ring, head, twice, 0, ring.length - head);
                System.arraycopy(ring, 0, twice, ring.length - head, head);
                head = 0;
                tail = ring.length;
                ring = twice;
            }
        }

        private @Nullable Task poll() {
            Task task = ring[head];
            if (task != null) {
                ring[head] = null;
                head = (head + 1) & (ring.length - 1);
            }
            return task;
        }
    }

    private static final class Rounds extends Frame {

        private final Function<Task, Object> body;

        Rounds(Function<Task, Object> body) {
            this.body = body;
        }

        @Override
        protected Object resume(Task task) {
            long sum = 0;
            for (int round = 0; round < InLoop.ROUNDS; round++) {
                sum += ((Number) body.apply(task)).longValue();
            }
            return sum;
        }
    }
}
