// SPDX-License-Identifier: Apache-2.0
/** Files, processes and signals, awaited. */
@NullMarked
package dev.heddle.runtime.io;

import org.jspecify.annotations.NullMarked;
