// SPDX-License-Identifier: Apache-2.0
/** Values through channels: without a buffer, with one, and through a chain of tasks. */
@NullMarked
package dev.heddle.benchmarks.channels;

import org.jspecify.annotations.NullMarked;
