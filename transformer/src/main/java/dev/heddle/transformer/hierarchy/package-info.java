// SPDX-License-Identifier: Apache-2.0
/** Superclasses by name, read from class files: no user class is ever loaded. */
@NullMarked
package dev.heddle.transformer.hierarchy;

import org.jspecify.annotations.NullMarked;
