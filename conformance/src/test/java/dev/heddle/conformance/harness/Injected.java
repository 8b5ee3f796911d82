// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

/** The failure of an await that a run has chosen to fail. */
public final class Injected extends RuntimeException {

    private static final long serialVersionUID = 1;

    Injected(int await) {
        super("await " + await);
    }
}
