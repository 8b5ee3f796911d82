// SPDX-License-Identifier: Apache-2.0
/** Two tasks that yield to each other, 1,000 times each. */
@NullMarked
package dev.heddle.benchmarks.yielding;

import org.jspecify.annotations.NullMarked;
