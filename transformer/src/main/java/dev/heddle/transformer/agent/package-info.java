// SPDX-License-Identifier: Apache-2.0
/** The Java agent: transforms classes as they are loaded, where no build does it. */
@NullMarked
package dev.heddle.transformer.agent;

import org.jspecify.annotations.NullMarked;
