// SPDX-License-Identifier: Apache-2.0
/** Runs the benchmarks and reports on them; and the programs that need a process of their own. */
@NullMarked
package dev.heddle.benchmarks;

import org.jspecify.annotations.NullMarked;
