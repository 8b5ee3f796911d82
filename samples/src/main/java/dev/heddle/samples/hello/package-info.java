// SPDX-License-Identifier: Apache-2.0
/** One coroutine that sleeps. */
@NullMarked
package dev.heddle.samples.hello;

import org.jspecify.annotations.NullMarked;
