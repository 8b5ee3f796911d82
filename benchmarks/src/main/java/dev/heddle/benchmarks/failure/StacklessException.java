// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.failure;

/** A failure that costs as little as one can. */
final class StacklessException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StacklessException() {
        super(null, null, false, false);
    }
}
