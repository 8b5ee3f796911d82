// SPDX-License-Identifier: Apache-2.0
/** From places in class files to places in sources: the only package that knows JavaParser. */
@NullMarked
package dev.heddle.transformer.source;

import org.jspecify.annotations.NullMarked;
