// SPDX-License-Identifier: Apache-2.0
/** Awaiting what is there already: loops of 1,000 awaits. */
@NullMarked
package dev.heddle.benchmarks.completed;

import org.jspecify.annotations.NullMarked;
