// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

/** Who does the work. */
enum Variant {
    HEDDLE("Heddle"),
    LOWERED("Lowered"),
    PLAIN("Plain"),
    SKETCHED("Sketched");

    /** The simple name of the class that has the benchmark. */
    final String className;

    Variant(String className) {
        this.className = className;
    }
}
