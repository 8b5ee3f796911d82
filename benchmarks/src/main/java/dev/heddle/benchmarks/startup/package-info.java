// SPDX-License-Identifier: Apache-2.0
/** How long a small program takes, from the start of its process to the end. */
@NullMarked
package dev.heddle.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
