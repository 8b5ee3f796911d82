// SPDX-License-Identifier: Apache-2.0
/** Timeouts that are armed and disarmed. */
@NullMarked
package dev.heddle.benchmarks.timeout;

import org.jspecify.annotations.NullMarked;
