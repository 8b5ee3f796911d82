// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

/**
 * Something that is measured of a workload.
 *
 * @param workload the workload's short name
 * @param title what is done, and of which this is a quantity
 * @param name what is measured
 * @param unit in which unit
 * @param more whether more is better, and not less
 */
public record Quantity(String workload, String title, String name, String unit, boolean more) {

    /** A name for files. */
    String fileName() {
        return workload + "-" + name.replace(' ', '-');
    }
}
