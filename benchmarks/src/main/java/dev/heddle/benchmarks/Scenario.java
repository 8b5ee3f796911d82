// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import java.io.IOException;

/** What a process does for one variant: measures, and tells figures. */
@FunctionalInterface
public interface Scenario {

    /**
     * Measures.
     *
     * @param variant who does the work
     * @param once whether to do little, for the sake of running
     * @param figures where to tell what was measured
     * @throws IOException if a file or a connection fails
     * @throws InterruptedException if interrupted
     */
    void run(Variant variant, boolean once, Figures figures) throws IOException, InterruptedException;
}
