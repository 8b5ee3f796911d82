// SPDX-License-Identifier: Apache-2.0
/** What the transformer has to say to its users, and where. */
@NullMarked
package dev.heddle.transformer.diagnostic;

import org.jspecify.annotations.NullMarked;
