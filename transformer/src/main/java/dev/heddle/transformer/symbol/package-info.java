// SPDX-License-Identifier: Apache-2.0
/** The names of what woven code, and its source, refer to. The transformer knows the runtime by these names alone. */
@NullMarked
package dev.heddle.transformer.symbol;

import org.jspecify.annotations.NullMarked;
