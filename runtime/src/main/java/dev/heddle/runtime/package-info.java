// SPDX-License-Identifier: Apache-2.0
/** The event loop and what runs on it: tasks, promises, schedulers, and the words of {@link dev.heddle.runtime.Tasks}. */
@NullMarked
package dev.heddle.runtime;

import org.jspecify.annotations.NullMarked;
