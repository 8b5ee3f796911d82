// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

/** The service by which the kernel, which knows nothing of the layers above it, finds the dispatcher for hot coroutines outside any loop. */
public interface InlineDispatcher {

    /**
     * Gives the dispatcher.
     *
     * @return always the same one
     */
    Dispatcher dispatcher();
}
