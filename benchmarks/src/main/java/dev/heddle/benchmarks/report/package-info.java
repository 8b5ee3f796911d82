// SPDX-License-Identifier: Apache-2.0
/** What becomes of figures: tables, files, charts, and the page of the documentation. */
@NullMarked
package dev.heddle.benchmarks.report;

import org.jspecify.annotations.NullMarked;
