// SPDX-License-Identifier: Apache-2.0
/** For tests of coroutines: time that does not pass, loops that fail instead of waiting for ever, and schedules that are not always the same. */
@NullMarked
package dev.heddle.runtime.testing;

import org.jspecify.annotations.NullMarked;
