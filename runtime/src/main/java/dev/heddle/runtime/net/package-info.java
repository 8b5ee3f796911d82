// SPDX-License-Identifier: Apache-2.0
/**
 * Sockets whose reads and writes are awaited: TCP, Unix and UDP sockets, on NIO's channels, TLS, and the names of hosts. They live on an
 * {@link dev.heddle.runtime.EventLoop}.
 *
 * <p>TLS is the JDK's own engine ({@link javax.net.ssl.SSLEngine}), and around it code of this package: the runtime depends on nothing, and the libraries that wrap the engine
 * bring channels or buffers of their own (Netty, tls-channel), which would have to be wrapped again, at the price of a copy and of their rules for waiting. What is left to do
 * is small: to move records, to run the engine's tasks elsewhere, and to tell an end from a cut.
 */
@NullMarked
package dev.heddle.runtime.net;

import org.jspecify.annotations.NullMarked;
