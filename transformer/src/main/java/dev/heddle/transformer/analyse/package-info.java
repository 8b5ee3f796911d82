// SPDX-License-Identifier: Apache-2.0
/** What a method does, as its bytecode tells: where it awaits, what is on the stack and in the variables there, what is still needed, which loops it is in. */
@NullMarked
package dev.heddle.transformer.analyse;

import org.jspecify.annotations.NullMarked;
