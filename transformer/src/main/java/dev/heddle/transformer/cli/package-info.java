// SPDX-License-Identifier: Apache-2.0
/** The command line. */
@NullMarked
package dev.heddle.transformer.cli;

import org.jspecify.annotations.NullMarked;
