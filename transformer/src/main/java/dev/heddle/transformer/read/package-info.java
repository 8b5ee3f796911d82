// SPDX-License-Identifier: Apache-2.0
/** The first step: bytes into a class that can be analysed, or into what is wrong with them. */
@NullMarked
package dev.heddle.transformer.read;

import org.jspecify.annotations.NullMarked;
