// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import java.io.IOException;
import java.io.Serial;

/** The input, as a whole, is nothing that can be transformed. The message is for the user: it names the file and what to do. */
public final class UnusableInputException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnusableInputException(String message) {
        super(message);
    }
}
