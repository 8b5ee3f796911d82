// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What this process has used. */
public final class Processor {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Processor() {}

    /**
     * Gives the processor time of the whole process: collections count.
     *
     * @return nanoseconds
     */
    public static long nanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /**
     * Gives the heap that is used after a collection.
     *
     * @return bytes
     */
    public static long heapAfterCollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /**
     * Gives what the calling thread has allocated.
     *
     * @return bytes
     */
    public static long allocatedHere() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
