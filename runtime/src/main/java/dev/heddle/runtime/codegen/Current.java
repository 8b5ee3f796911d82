// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What runs on a thread now. One object a thread, so that a loop looks it up once and then only writes a field at each step.
 *
 * <p>A thread of a pool gets a new one after some thousand steps. Each step writes references here, of which the JVM takes a note outside the object: in a table that has
 * one byte for 512 bytes of the heap. Once a collection has put the objects of all threads side by side, these notes lie in one cache line, and the threads take it from each
 * other at each step: twice the time for a tree of short tasks on two threads. A new object lies in the part of the heap that its thread has for itself; also, to G1, writing
 * to a young object costs less.
 */
public final class Current {

    private static final OfThread OF_THREAD = new OfThread();

    /** After how many steps on a pool the object is replaced. */
    private static final int RENEWAL = 4_096;

    /** The dispatcher whose strands the thread runs, or null. */
    public @Nullable Dispatcher dispatcher;

    /** The strand that the thread runs, or null between two. */
    public @Nullable Strand<?> strand;

    /** How many strands are being started inside one another, each by the one before. */
    public int nested;

    /** Whether a step of a dispatcher without a thread of its own runs. */
    public boolean bouncing;

    /** The strands whose step was to run meanwhile, and has to wait until it is over; null if that has never happened here. */
    public @Nullable Queue<Strand<?>> bounced;

    /** How many steps of a dispatcher without a thread of its own have begun. */
    private int steps;

    private Current() {}

    /**
     * Gives the calling thread's.
     *
     * @return the object, the same one for as long as anything runs
     */
    public static Current get() {
        return OF_THREAD.get();
    }

    /**
     * Gives the calling thread's, on which a step of a dispatcher without a thread of its own begins.
     *
     * @return the object, which may be a new one
     */
    public static Current forStep() {
        Current current = OF_THREAD.get();
        return ++current.steps < RENEWAL ? current : renewed(current);
    }

    private static Current renewed(Current worn) {
        if (worn.dispatcher != null || worn.strand != null || worn.nested > 0 || worn.bouncing) {
            // Somebody further down the Java stack holds it.
            return worn;
        }
        Current fresh = new Current();
        fresh.bounced = worn.bounced;
        OF_THREAD.set(fresh);
        return fresh;
    }

    private static final class OfThread extends ThreadLocal<Current> {
        @Override
        protected Current initialValue() {
            return new Current();
        }
    }
}
