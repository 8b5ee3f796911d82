// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.benchmarks.report.Results;
import java.util.Set;

/** What the report measures: a workload of JMH's, or a program. */
sealed interface Case permits Workload, Program {

    /** A short name, for files and the documentation. */
    String id();

    /** What is done. */
    String title();

    /** The package that it is in. */
    String group();

    /** Who does it. */
    Set<Variant> variants();

    /**
     * How often it is measured, if that many rounds are wanted.
     */
    int rounds(int wanted);

    /** Measures in a process of its own; or only runs once, in this very one. */
    Results measure(Variant variant, boolean once) throws Exception;
}
