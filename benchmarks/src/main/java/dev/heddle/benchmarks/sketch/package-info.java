// SPDX-License-Identifier: Apache-2.0
/** A kernel that does nothing but run: no failures, no cancellation, no other threads. What it costs is as near to the limit as we know to get. */
@NullMarked
package dev.heddle.benchmarks.sketch;

import org.jspecify.annotations.NullMarked;
