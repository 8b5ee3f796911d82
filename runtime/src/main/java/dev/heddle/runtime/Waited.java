// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Deferred;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there was at the end of a {@link Tasks#waitFor}. Each deferred stands once in one of the two lists, in the order in which they were given.
 *
 * @param <T> the type of the values
 * @param done those that are done, with a value or without; nobody has heard of their failures yet
 * @param pending the others
 */
public record Waited<T extends @Nullable Object>(
        List<Deferred<? extends T>> done, List<Deferred<? extends T>> pending) {

    /** Takes unmodifiable copies. */
    public Waited {
        done = List.copyOf(done);
        pending = List.copyOf(pending);
    }
}
