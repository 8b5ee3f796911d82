// SPDX-License-Identifier: Apache-2.0
/** Where calls go that block: threads other than the loop's. Not for users; {@code net} and {@code io} have their own pools of it. */
@NullMarked
package dev.heddle.runtime.offload;

import org.jspecify.annotations.NullMarked;
