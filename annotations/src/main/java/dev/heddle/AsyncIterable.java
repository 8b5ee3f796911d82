// SPDX-License-Identifier: Apache-2.0
package dev.heddle;

import org.jspecify.annotations.Nullable;

/**
 * Elements that may have to be waited for one by one.
 *
 * @param <T> the type of the elements
 */
@FunctionalInterface
public interface AsyncIterable<T extends @Nullable Object> {

    /**
     * Starts at the first element.
     *
     * @return a new iterator, independent of any other
     */
    AsyncIterator<T> iterator();
}
