// SPDX-License-Identifier: Apache-2.0
/** An echo server, on streams and by hand on NIO, under one client's load. */
@NullMarked
package dev.heddle.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
