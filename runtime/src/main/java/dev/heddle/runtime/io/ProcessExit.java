// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link AsyncProcess#exit}. The JDK has a thread for the ends of processes, which completes a future for each. */
final class ProcessExit extends Frame<Integer> {

    private static final int AWAITED = CLAIMED - 1;

    private final Process process;

    ProcessExit(Process process) {
        this.process = process;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) {
        if (state != CLAIMED) {
            state = RUNNING;
            Wait.note(strand, -1);
            return Awaits.resumed(strand);
        }
        state = RUNNING;
        if (!process.isAlive()) {
            return process.exitValue();
        }
        var unused = Awaits.suspendOn(new Wait(process), strand);
        Wait.note(strand, 1);
        return suspend(strand, AWAITED);
    }

    /** A loop whose tasks wait for a process, and for nothing else, is not stuck. */
    private static final class Wait extends Suspension {

        private final Process process;
        private @Nullable CompletableFuture<?> end;

        Wait(Process process) {
            this.process = process;
        }

        static void note(Strand<?> strand, int change) {
            waitsForThreads(strand, change);
        }

        @Override
        protected boolean arm(Strand<?> strand) {
            end = process.onExit().thenAccept(ended -> wake(strand, ended.exitValue()));
            return true;
        }

        @Override
        protected void disarm(Strand<?> strand) {
            // Only this stage of it: the process lives on.
            var unused = Objects.requireNonNull(end).cancel(false);
        }

        @Override
        public String toString() {
            return "the end of process " + process.pid();
        }
    }

    /** The coroutine of {@link AsyncProcess#closeAsync}. */
    static final class Close extends Frame<@Nullable Void> {

        private static final int ENDING = CLAIMED - 1;

        private final AsyncProcess process;

        Close(AsyncProcess process) {
            this.process = process;
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            if (state == CLAIMED) {
                state = RUNNING;
                process.killAll();
                if (Awaits.await(process.shieldedExit(), strand, room) == Awaits.SUSPENDED) {
                    return suspend(strand, ENDING);
                }
            } else {
                state = RUNNING;
                var unused = Awaits.resumed(strand);
            }
            process.closePipes();
            return null;
        }
    }
}
