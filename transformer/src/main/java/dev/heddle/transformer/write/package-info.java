// SPDX-License-Identifier: Apache-2.0
/** The last step: bytes into files. */
@NullMarked
package dev.heddle.transformer.write;

import org.jspecify.annotations.NullMarked;
