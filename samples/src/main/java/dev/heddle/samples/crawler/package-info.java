// SPDX-License-Identifier: Apache-2.0
/** A crawler: tasks that find more tasks, so many at once, each tried again if need be. */
@NullMarked
package dev.heddle.samples.crawler;

import org.jspecify.annotations.NullMarked;
