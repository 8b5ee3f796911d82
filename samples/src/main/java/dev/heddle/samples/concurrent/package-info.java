// SPDX-License-Identifier: Apache-2.0
/** Tasks side by side on one thread. */
@NullMarked
package dev.heddle.samples.concurrent;

import org.jspecify.annotations.NullMarked;
