// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.sketch;

import org.jspecify.annotations.Nullable;

/** A recursion on the sketched kernel, with late frames. */
public final class Countdown extends Sketch.Frame {

    private final int n;

    /**
     * Makes the frame.
     *
     * @param n how many levels there are below
     */
    public Countdown(int n) {
        this.n = n;
    }

    @Override
    protected Object resume(Sketch.Task task) {
        return from(n, task, this, 0);
    }

    /**
     * The body.
     *
     * @param n how many levels there are below
     * @param task the task
     * @param frame the frame, if there is one
     * @param depth how deep the Java stack is
     * @return n, or SUSPENDED
     */
    public static Object from(int n, Sketch.Task task, @Nullable Countdown frame, int depth) {
        Object value;
        if (frame != null && frame.suspended) {
            value = task.resumed();
        } else {
            if (n == 0) {
                return 0;
            }
            if (depth >= Sketch.DEPTH_LIMIT) {
                value = new Countdown(n - 1).startLater(task);
            } else {
                value = from(n - 1, task, null, depth + 1);
            }
            if (value == Sketch.SUSPENDED) {
                return (frame == null ? new Countdown(n) : frame).suspend(task);
            }
        }
        return (Integer) value + 1;
    }
}
