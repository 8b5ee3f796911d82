// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Deferred;
import dev.heddle.runtime.codegen.FrameTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Tasks#gatherOutcomes}. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.Tasks",
        method = "gatherOutcomes",
        descriptor = "([Ldev/heddle/Awaitable;)Ldev/heddle/Coroutine;",
        file = "Tasks.java",
        lines = {},
        awaits = {},
        kept = {})
final class GatherOutcomes<T extends @Nullable Object> extends Combination<List<Outcome<T>>> {

    GatherOutcomes(Collection<?> members) {
        super("gatherOutcomes", members);
    }

    @Override
    boolean settles(Deferred<?> done) {
        return false;
    }

    @Override
    @SuppressWarnings("unchecked") // the members give values of T
    List<Outcome<T>> conclude(List<Deferred<?>> done, @Nullable Deferred<?> first) {
        List<Outcome<T>> outcomes = new ArrayList<>(done.size());
        for (Deferred<?> member : done) {
            outcomes.add(Outcome.of((Deferred<T>) member));
        }
        return Collections.unmodifiableList(outcomes);
    }
}
