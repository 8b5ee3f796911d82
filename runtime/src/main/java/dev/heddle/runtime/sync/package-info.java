// SPDX-License-Identifier: Apache-2.0
/**
 * What tasks coordinate by.
 *
 * <p>{@link dev.heddle.runtime.sync.Lock}, {@link dev.heddle.runtime.sync.ReadWriteLock}, {@link dev.heddle.runtime.sync.Semaphore},
 * {@link dev.heddle.runtime.sync.CapacityLimiter}, {@link dev.heddle.runtime.sync.Event}, {@link dev.heddle.runtime.sync.Condition} and
 * {@link dev.heddle.runtime.sync.Barrier} belong to one scheduler, the one that first uses them, and check it. {@link dev.heddle.runtime.sync.Channel},
 * {@link dev.heddle.runtime.sync.BroadcastChannel} and {@link dev.heddle.runtime.sync.Select} may be used by all threads.
 *
 * <p>All serve first come, first served, and hand over directly: what is released or sent belongs to the longest waiting task from that moment, not from when it next
 * runs, so nobody can snatch it in between. A task whose wait is cancelled leaves the queue and takes nothing with it; one that has been handed something before its
 * cancellation gets it, and is cancelled at its next await that has to wait. What can be had at once is had without a wait, and without garbage.
 */
@NullMarked
package dev.heddle.runtime.sync;

import org.jspecify.annotations.NullMarked;
