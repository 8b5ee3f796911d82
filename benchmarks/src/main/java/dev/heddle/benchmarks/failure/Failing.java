// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.failure;

import dev.heddle.benchmarks.OutOfLoop;
import java.util.function.Supplier;

/** What the benchmarks of failures share. */
public abstract class Failing extends OutOfLoop {

    /** Through how many methods a failure goes. */
    static final int DEPTH = 64;

    /** Makes failures with a stack trace, as most are. */
    static final Supplier<RuntimeException> TRACED = IllegalStateException::new;

    /** Makes failures without. */
    static final Supplier<RuntimeException> STACKLESS = StacklessException::new;

    /** For subclasses. */
    protected Failing() {}
}
