// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

/** A benchmark that runs no coroutine of Heddle's. */
public abstract class OutOfLoop extends Watched {

    /** As {@link InLoop#ROUNDS}. */
    public static final int ROUNDS = InLoop.ROUNDS;

    /** For subclasses. */
    protected OutOfLoop() {}
}
