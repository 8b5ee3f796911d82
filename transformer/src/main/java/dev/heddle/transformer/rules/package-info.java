// SPDX-License-Identifier: Apache-2.0
/** What is refused and what is warned of: one class for each kind of reason. */
@NullMarked
package dev.heddle.transformer.rules;

import org.jspecify.annotations.NullMarked;
