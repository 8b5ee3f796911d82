// SPDX-License-Identifier: Apache-2.0
/** A baton that two tasks hand to each other through a slot for one. */
@NullMarked
package dev.heddle.benchmarks.baton;

import org.jspecify.annotations.NullMarked;
