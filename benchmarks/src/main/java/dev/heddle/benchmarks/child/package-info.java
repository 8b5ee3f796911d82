// SPDX-License-Identifier: Apache-2.0
/** Awaiting a coroutine that returns at once: loops of 1,000 awaits. */
@NullMarked
package dev.heddle.benchmarks.child;

import org.jspecify.annotations.NullMarked;
