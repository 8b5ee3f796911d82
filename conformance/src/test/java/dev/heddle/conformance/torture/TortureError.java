// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

/** The torture itself found something wrong. A library may catch it, so whoever throws it also notes it in {@link Points}. */
final class TortureError extends Error {

    private static final long serialVersionUID = 1;

    TortureError(String message) {
        super(message);
    }
}
