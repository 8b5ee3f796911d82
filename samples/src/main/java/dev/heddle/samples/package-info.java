// SPDX-License-Identifier: Apache-2.0
/** One small program per use of Heddle, and what starts them. */
@NullMarked
package dev.heddle.samples;

import org.jspecify.annotations.NullMarked;
