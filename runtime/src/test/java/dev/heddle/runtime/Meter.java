// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.lang.reflect.Method;

/** Counts the bytes that the calling thread allocates. By reflection, since the module under test does not read the one that knows. */
public final class Meter {

    private static final Object BEAN;
    private static final Method ALLOCATED;

    static {
        try {
            BEAN = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            ALLOCATED =
                    Class.forName("com.sun.management.ThreadMXBean").getMethod("getThreadAllocatedBytes", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Meter() {}

    /** In bytes, since the thread began. */
    public static long allocated() {
        try {
            return (Long) ALLOCATED.invoke(BEAN, Thread.currentThread().getId());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
