// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.twin;

/**
 * Plain.
 *
 * @param <T> the value's type
 */
public interface AsyncCallable<T> {
    Coroutine<T> call() throws Exception;
}
