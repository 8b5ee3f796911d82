// SPDX-License-Identifier: Apache-2.0
/** A failure that goes through 64 coroutines. */
@NullMarked
package dev.heddle.benchmarks.failure;

import org.jspecify.annotations.NullMarked;
