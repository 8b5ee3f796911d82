// SPDX-License-Identifier: Apache-2.0
/** The same downloads in three ways, and what each of them costs. */
@NullMarked
package dev.heddle.samples.compare;

import org.jspecify.annotations.NullMarked;
