// SPDX-License-Identifier: Apache-2.0
/** Whole directories and jars, as the command line and the build plugins transform them. */
@NullMarked
package dev.heddle.transformer.batch;

import org.jspecify.annotations.NullMarked;
