// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.twin;

/** A value that is there, or a failure. */
public interface Awaitable<T> {
    T get();
}
