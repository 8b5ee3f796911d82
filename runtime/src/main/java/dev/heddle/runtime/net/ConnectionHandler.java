// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.Coroutine;

/**
 * What a server does with a connection.
 *
 * @param <S> the kind of stream
 */
@FunctionalInterface
public interface ConnectionHandler<S> {

    /**
     * Makes the coroutine of a connection's task. A lambda whose body awaits is itself a coroutine and needs no annotation. The stream is closed when it has ended.
     *
     * @param stream the connection
     * @return the coroutine
     * @throws Exception if it can't be made
     */
    Coroutine<?> handle(S stream) throws Exception;
}
