// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A coroutine that does something and never waits. */
final class Act extends Frame<@Nullable Void> {

    /** What it does. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    private final String name;
    private final Action action;

    Act(String name, Action action) {
        this.name = name;
        this.action = action;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws IOException {
        state = RUNNING;
        action.run();
        return null;
    }

    @Override
    public String toString() {
        return "Coroutine[" + name + "]";
    }
}
