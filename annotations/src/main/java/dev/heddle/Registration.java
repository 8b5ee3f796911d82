// SPDX-License-Identifier: Apache-2.0
package dev.heddle;

/** The thread-safe handle of a callback that was registered somewhere, by which it can be taken back. */
@FunctionalInterface
public interface Registration {

    /**
     * Detaches the callback. If it has not been called yet it will not be, unless another thread is just about to. Detaching twice, or after the call, does
     * nothing.
     */
    void detach();
}
