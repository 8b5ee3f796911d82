// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Deferred;
import dev.heddle.runtime.codegen.FrameTable;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Tasks#race}. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.Tasks",
        method = "race",
        descriptor = "([Ldev/heddle/Awaitable;)Ldev/heddle/Coroutine;",
        file = "Tasks.java",
        lines = {},
        awaits = {},
        kept = {})
final class Race<T extends @Nullable Object> extends Combination<T> {

    Race(Collection<?> members) {
        super("race", members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("race: there is nobody to win");
        }
    }

    @Override
    boolean settles(Deferred<?> done) {
        return true;
    }

    /** Those who lost and failed on the way out are suppressed in the winner's failure; beside a value, they stay unheard, and are reported. */
    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the members give values of T, and one of them has won
    T conclude(List<Deferred<?>> done, @Nullable Deferred<?> first) throws Throwable {
        Throwable failure = Failures.of(first);
        if (failure == null) {
            return (T) first.resultNow();
        }
        Failures.hear(first);
        throw withOwnFailures(failure);
    }
}
