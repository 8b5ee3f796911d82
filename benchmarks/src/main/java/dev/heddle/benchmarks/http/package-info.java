// SPDX-License-Identifier: Apache-2.0
/** HTTP in plain text: the least that a web server does. */
@NullMarked
package dev.heddle.benchmarks.http;

import org.jspecify.annotations.NullMarked;
