// SPDX-License-Identifier: Apache-2.0
/** One recursion of a million awaits, on a default stack. */
@NullMarked
package dev.heddle.benchmarks.deep;

import org.jspecify.annotations.NullMarked;
