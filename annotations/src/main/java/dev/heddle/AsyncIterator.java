// SPDX-License-Identifier: Apache-2.0
package dev.heddle;

import org.jspecify.annotations.Nullable;

/**
 * Walks through elements that may have to be waited for. Used by one coroutine at a time:
 *
 * <pre>{@code
 * AsyncIterator<Page> pages = site.iterator();
 * while (await(pages.moveNext())) {
 *     print(pages.current());
 * }
 * }</pre>
 *
 * @param <T> the type of the elements
 */
public interface AsyncIterator<T extends @Nullable Object> {

    /**
     * Goes on to the next element. The coroutine that was made last must have ended before the next is made.
     *
     * @return a coroutine that gives false when there are no more elements
     */
    Coroutine<Boolean> moveNext();

    /**
     * Gives the element that the last {@link #moveNext()} went to.
     *
     * @return the element
     * @throws IllegalStateException before the first {@code moveNext} and after one that gave false
     */
    T current();
}
