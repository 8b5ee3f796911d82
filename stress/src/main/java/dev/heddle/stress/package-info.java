// SPDX-License-Identifier: Apache-2.0
/** What other threads may do to a loop and its tasks, with all outcomes that must not be. */
package dev.heddle.stress;
