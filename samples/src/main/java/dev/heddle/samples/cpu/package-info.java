// SPDX-License-Identifier: Apache-2.0
/** Work for the processors, handed over so that the loop stays free. */
@NullMarked
package dev.heddle.samples.cpu;

import org.jspecify.annotations.NullMarked;
