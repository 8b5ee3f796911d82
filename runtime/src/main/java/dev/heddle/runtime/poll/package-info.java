// SPDX-License-Identifier: Apache-2.0
/** How a loop waits when nothing is ready, and how other threads reach it. Knows neither strands nor timers. */
@NullMarked
package dev.heddle.runtime.poll;

import org.jspecify.annotations.NullMarked;
