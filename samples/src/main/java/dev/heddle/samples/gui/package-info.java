// SPDX-License-Identifier: Apache-2.0
/** Coroutines on the thread of a user interface. */
@NullMarked
package dev.heddle.samples.gui;

import org.jspecify.annotations.NullMarked;
