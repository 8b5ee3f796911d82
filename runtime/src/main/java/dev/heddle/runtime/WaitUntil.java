// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

/** What {@link Tasks#waitFor} waits for. */
public enum WaitUntil {
    /** Until one is done, with a value or without. */
    FIRST_COMPLETED,

    /** Until one has failed, or all are done. One that was cancelled has not failed. */
    FIRST_FAILED,

    /** Until all are done. */
    ALL
}
