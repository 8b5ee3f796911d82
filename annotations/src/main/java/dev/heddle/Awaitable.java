// SPDX-License-Identifier: Apache-2.0
package dev.heddle;

import org.jspecify.annotations.Nullable;

/**
 * Anything that {@link Coroutine#await(Awaitable)} accepts. There are two kinds: a {@link Coroutine}, which runs because it is awaited, and a {@link Deferred},
 * which is there or will be whether anybody awaits it or not. Types of your own become awaitable by implementing {@link Deferred}.
 *
 * @param <T> what awaiting it gives
 */
public sealed interface Awaitable<T extends @Nullable Object> permits Coroutine, Deferred {}
