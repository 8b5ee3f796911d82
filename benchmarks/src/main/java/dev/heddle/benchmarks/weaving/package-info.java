// SPDX-License-Identifier: Apache-2.0
/** What weaving itself costs: its time beside the compiler's, and how code grows. */
@NullMarked
package dev.heddle.benchmarks.weaving;

import org.jspecify.annotations.NullMarked;
