// SPDX-License-Identifier: Apache-2.0
package dev.heddle;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose body is a coroutine: it may {@linkplain Coroutine#await(Awaitable) await}, and the transformer rewrites it into a state machine.
 *
 * <p>The method returns one of
 *
 * <ul>
 *   <li>{@link Coroutine}: <em>cold</em>. The call runs nothing of the body; awaiting, spawning or running the coroutine does, once.
 *   <li>{@link java.util.concurrent.CompletableFuture} or {@link java.util.concurrent.CompletionStage}: <em>hot</em>. The body starts at the call and runs, on the
 *       caller's thread, until it first has to wait. Its failures are always in the future, and cancelling the future cancels the body.
 * </ul>
 *
 * <p>A method that can fail with a checked exception declares it as usual; it is thrown where the call is awaited. The annotation is not allowed on abstract,
 * native and {@code synchronized} methods, nor on constructors. A lambda needs no annotation: one that contains {@code await} and itself returns one of the three
 * types is a coroutine.
 *
 * <p>It is kept at run time so that frameworks may look for it; Heddle's own runtime never does.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Async {}
