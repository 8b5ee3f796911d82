// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

/** Says that a lock can't be had any more: the task that held it has ended without releasing it, and nobody knows in what state it left what the lock guards. */
public final class BrokenLockException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    BrokenLockException(String message) {
        super(message);
    }
}
