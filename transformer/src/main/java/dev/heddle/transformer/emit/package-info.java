// SPDX-License-Identifier: Apache-2.0
/** Writes instructions; the only package that does. */
@NullMarked
package dev.heddle.transformer.emit;

import org.jspecify.annotations.NullMarked;
