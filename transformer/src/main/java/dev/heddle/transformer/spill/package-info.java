// SPDX-License-Identifier: Apache-2.0
/** Which value goes into which field of the frame. */
@NullMarked
package dev.heddle.transformer.spill;

import org.jspecify.annotations.NullMarked;
