// SPDX-License-Identifier: Apache-2.0
/** For tests of coroutines: time that does not pass, and loops that fail instead of waiting for ever. */
@NullMarked
package dev.heddle.runtime.testing;

import org.jspecify.annotations.NullMarked;
