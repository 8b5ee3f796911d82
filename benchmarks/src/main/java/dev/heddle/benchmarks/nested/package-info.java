// SPDX-License-Identifier: Apache-2.0
/** How deep awaits may be nested. */
@NullMarked
package dev.heddle.benchmarks.nested;

import org.jspecify.annotations.NullMarked;
