// SPDX-License-Identifier: Apache-2.0
/** Which states a coroutine has, and what its body, its frame and their parts are called. */
@NullMarked
package dev.heddle.transformer.plan;

import org.jspecify.annotations.NullMarked;
