// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link AsyncProcess#exit}. The JDK has a thread for the ends of processes, which completes a future for each. */
final class ProcessExit extends Frame<Integer> {

    private final Process process;

    ProcessExit(Process process) {
        this.process = process;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) {
        state = RUNNING;
        // A future of its own, which a cancelled wait cancels.
        CompletableFuture<Integer> code = process.onExit().thenApply(Process::exitValue);
        return Awaits.await(code, strand, room);
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
