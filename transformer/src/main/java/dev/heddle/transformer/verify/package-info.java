// SPDX-License-Identifier: Apache-2.0
/** What the JVM would check when it links a class, checked before the class is written. */
@NullMarked
package dev.heddle.transformer.verify;

import org.jspecify.annotations.NullMarked;
