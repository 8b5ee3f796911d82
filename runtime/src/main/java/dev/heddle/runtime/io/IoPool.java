// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.Coroutine;
import dev.heddle.runtime.offload.BlockingCalls;
import dev.heddle.runtime.offload.BoundedPool;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The threads for what can't be done without blocking. */
final class IoPool {

    /** Files. More threads than processors, for they wait for the disk; not many more, for that does one thing after the other. */
    static final BlockingCalls FILES =
            new BoundedPool("heddle-files", Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));

    private IoPool() {}

    static <T extends @Nullable Object> Coroutine<T> call(Callable<T> callable) {
        return FILES.call(callable);
    }
}
