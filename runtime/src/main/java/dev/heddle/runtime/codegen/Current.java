// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import org.jspecify.annotations.Nullable;

/**
 * What runs on a thread now. One object a thread, so that a loop looks it up once and then only writes a field at each step.
 */
public final class Current {

    private static final OfThread OF_THREAD = new OfThread();

    /** The dispatcher whose strands the thread runs, or null. */
    public @Nullable Dispatcher dispatcher;

    /** The strand that the thread runs, or null between two. */
    public @Nullable Strand<?> strand;

    /** How many strands are being started inside one another, each by the one before. */
    public int nested;

    private Current() {}

    /**
     * Gives the calling thread's.
     *
     * @return the object, always the same one for a thread
     */
    public static Current get() {
        return OF_THREAD.get();
    }

    private static final class OfThread extends ThreadLocal<Current> {
        @Override
        protected Current initialValue() {
            return new Current();
        }
    }
}
