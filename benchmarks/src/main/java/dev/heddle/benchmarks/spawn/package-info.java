// SPDX-License-Identifier: Apache-2.0
/** 1,000 tasks that are spawned, and awaited one by one. */
@NullMarked
package dev.heddle.benchmarks.spawn;

import org.jspecify.annotations.NullMarked;
