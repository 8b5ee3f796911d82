// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import java.io.Serial;

/** Something that the JVM would refuse. */
final class Complaint extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    Complaint(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
