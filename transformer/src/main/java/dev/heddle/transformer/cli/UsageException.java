// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.cli;

import java.io.Serial;

/** The command line is wrong; the message says what about it. */
final class UsageException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
