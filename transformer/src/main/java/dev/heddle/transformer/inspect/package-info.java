// SPDX-License-Identifier: Apache-2.0
/** Shows what the transformer makes of coroutines: their states, and their bytecode before and after. */
@NullMarked
package dev.heddle.transformer.inspect;

import org.jspecify.annotations.NullMarked;
