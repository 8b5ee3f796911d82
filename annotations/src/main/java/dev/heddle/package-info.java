// SPDX-License-Identifier: Apache-2.0

/** The vocabulary of Heddle. */
@NullMarked
package dev.heddle;

import org.jspecify.annotations.NullMarked;
