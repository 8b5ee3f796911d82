// SPDX-License-Identifier: Apache-2.0
/** Coroutines that await one another, 10 or 100 deep, and do not wait. */
@NullMarked
package dev.heddle.benchmarks.recursion;

import org.jspecify.annotations.NullMarked;
