// SPDX-License-Identifier: Apache-2.0
/** Sockets whose reads and writes are awaited: TCP, Unix and UDP sockets, on NIO's channels, and the names of hosts. They live on an {@link dev.heddle.runtime.EventLoop}. */
@NullMarked
package dev.heddle.runtime.net;

import org.jspecify.annotations.NullMarked;
