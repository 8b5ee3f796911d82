// SPDX-License-Identifier: Apache-2.0

/** What the vocabulary needs at run time and only the runtime may name. */
@NullMarked
package dev.heddle.internal;

import org.jspecify.annotations.NullMarked;
