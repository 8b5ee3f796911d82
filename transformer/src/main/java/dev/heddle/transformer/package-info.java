// SPDX-License-Identifier: Apache-2.0
/** The transformer: class files in, class files out. {@link dev.heddle.transformer.Transformer} is its one door. */
@NullMarked
package dev.heddle.transformer;

import org.jspecify.annotations.NullMarked;
