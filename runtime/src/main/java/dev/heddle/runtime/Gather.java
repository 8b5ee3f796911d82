// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Deferred;
import dev.heddle.runtime.codegen.FrameTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Tasks#gather}. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.Tasks",
        method = "gather",
        descriptor = "([Ldev/heddle/Awaitable;)Ldev/heddle/Coroutine;",
        file = "Tasks.java",
        lines = {},
        awaits = {},
        kept = {})
final class Gather<T extends @Nullable Object> extends Combination<List<T>> {

    Gather(Collection<?> members) {
        super("gather", members);
    }

    /** A member's cancellation fails the gathering as well: there is no value of it. */
    @Override
    boolean settles(Deferred<?> done) {
        return Failures.of(done) != null;
    }

    @Override
    @SuppressWarnings("unchecked") // the members give values of T
    List<T> conclude(List<Deferred<?>> done, @Nullable Deferred<?> first) throws Throwable {
        Throwable failure = first == null ? null : Failures.of(first);
        if (first != null && failure != null) {
            Failures.hear(first);
            throw withOwnFailures(failure);
        }
        List<T> values = new ArrayList<>(done.size());
        for (Deferred<?> member : done) {
            values.add((T) member.resultNow());
        }
        return Collections.unmodifiableList(values);
    }
}
