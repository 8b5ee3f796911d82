// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits until tasks have ended, however they do. Their failures don't count as heard. */
final class Drain extends Frame<@Nullable Void> {

    private final Watch watch;

    Drain(List<Task<?>> tasks) {
        this.watch = new Watch(tasks, task -> false);
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) {
        if (state == CLAIMED && !watch.isOverAlready()) {
            var unused = Awaits.suspendOn(watch, strand);
            return suspend(strand, CLAIMED - 1);
        }
        state = RUNNING;
        return null;
    }
}
