// SPDX-License-Identifier: Apache-2.0
/** Timers: exact, first come first served among equal deadlines. Knows only the kernel. */
@NullMarked
package dev.heddle.runtime.timer;

import org.jspecify.annotations.NullMarked;
