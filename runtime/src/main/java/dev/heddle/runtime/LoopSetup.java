// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.StepHook;
import dev.heddle.runtime.poll.Poller;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a loop is built with. The nullable parts cost nothing where they are null. */
record LoopSetup(
        Poller poller,
        boolean failsWhenStuck,
        BiConsumer<? super @Nullable Task<?>, ? super Throwable> exceptionHandler,
        Consumer<? super LoopWarning> warningHandler,
        Offload offload,
        @Nullable Carriers carriers,
        @Nullable Listeners listeners,
        @Nullable StepClock clock) {

    @Nullable
    StepHook hooks() {
        return carriers == null && listeners == null && clock == null ? null : StepHooks.of(carriers, listeners, clock);
    }
}
