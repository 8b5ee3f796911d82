// SPDX-License-Identifier: Apache-2.0
/** A hundred thousand tasks, cancelled while they sleep. */
@NullMarked
package dev.heddle.benchmarks.cancellation;

import org.jspecify.annotations.NullMarked;
