// SPDX-License-Identifier: Apache-2.0
/** A tree of a million tasks: each but the leaves has ten children, and adds up what they give. */
@NullMarked
package dev.heddle.benchmarks.skynet;

import org.jspecify.annotations.NullMarked;
