// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.diagnostic;

/** Whether a diagnostic stops the build. */
public enum Severity {
    /** The class is not written, and the build fails. */
    ERROR,
    /** The class is written; the build fails only if the user asked for that. */
    WARNING
}
