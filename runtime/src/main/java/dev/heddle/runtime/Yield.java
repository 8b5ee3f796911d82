// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Instant;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Tasks#yieldNow}. It keeps no state, so there is one for all threads, and it can be awaited as often as one likes. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.Tasks",
        method = "yieldNow",
        descriptor = "()Ldev/heddle/Coroutine;",
        file = "Tasks.java",
        lines = {},
        awaits = {},
        kept = {})
final class Yield extends Instant<@Nullable Void> {

    static final Yield NOW = new Yield();

    private Yield() {}

    @Override
    protected Object attempt(Strand<?> strand) {
        return Awaits.requeue(strand);
    }

    @Override
    public String toString() {
        return "Coroutine[dev.heddle.runtime.Tasks.yieldNow]";
    }
}
