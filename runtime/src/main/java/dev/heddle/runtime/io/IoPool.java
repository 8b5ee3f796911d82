// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.Coroutine;
import dev.heddle.runtime.offload.BlockingCalls;
import dev.heddle.runtime.offload.BoundedPool;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
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

    /** For what the system says of a file without its name: that there is no space left, or that it is a directory. */
    static <T extends @Nullable Object> Coroutine<T> call(Path file, Callable<T> callable) {
        return FILES.call(() -> {
            try {
                return callable.call();
            } catch (IOException failure) {
                if (failure.getClass() != IOException.class) {
                    throw failure;
                }
                FileSystemException named = new FileSystemException(file.toString(), null, failure.getMessage());
                named.initCause(failure);
                throw named;
            }
        });
    }
}
