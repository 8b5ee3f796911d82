// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

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

    /** How often it is measured in a round, if others disturb it each time. */
    int tries();

    /** Measures in a process of its own; or only runs once, in this very one. */
    Measured measure(Variant variant, boolean once) throws Exception;
}
