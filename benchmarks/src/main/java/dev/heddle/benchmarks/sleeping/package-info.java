// SPDX-License-Identifier: Apache-2.0
/** Many tasks that sleep. */
@NullMarked
package dev.heddle.benchmarks.sleeping;

import org.jspecify.annotations.NullMarked;
