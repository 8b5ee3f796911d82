// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.benchmarks.report.Results;

/**
 * What came of a case and a variant.
 *
 * @param results the figures
 * @param slowdown how slow the machine was meanwhile: 1 if it was as fast as it can be
 */
record Measured(Results results, double slowdown) {}
