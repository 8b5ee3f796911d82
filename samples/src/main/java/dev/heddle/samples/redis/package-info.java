// SPDX-License-Identifier: Apache-2.0
/** A client of Redis: many tasks that share one connection, with what they send at the same time in one packet. */
@NullMarked
package dev.heddle.samples.redis;

import org.jspecify.annotations.NullMarked;
