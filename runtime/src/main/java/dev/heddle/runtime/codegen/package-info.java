// SPDX-License-Identifier: Apache-2.0
/**
 * The kernel: frames, the strands that drive them, and the few methods that woven code calls. Everything public here is public for the transformer's sake and stays
 * compatible, so that a library woven by one version of Heddle runs on the next; none of it is meant to be called by hand.
 *
 * <h2>The protocol</h2>
 *
 * <ol>
 *   <li>A woven body is a method {@code Object foo(args…, Strand strand, C$foo$Async frame, int room)}. It returns its value, or {@link
 *       dev.heddle.runtime.codegen.Awaits#SUSPENDED}.
 *   <li>Where it awaits, it calls {@link dev.heddle.runtime.codegen.Awaits#await(dev.heddle.Awaitable, Strand, int)}, or the body of the awaited method itself if the
 *       call is bound statically. A value that is not SUSPENDED is used at once.
 *   <li>Only at SUSPENDED does the body make its frame (unless it has one), store in it what is still needed, and link it: the first to do so becomes the strand's
 *       leaf, each further one the parent of the one before. So frames are made late, and from the inside out.
 *   <li>When the whole Java stack has unwound, the strand subscribes to what the leaf waits for: nobody can resume a frame that is only half stored.
 *   <li>On completion the strand resumes the leaf, then its parents, in a loop; recursion of any depth ends on a Java stack of a few frames.
 * </ol>
 */
@NullMarked
package dev.heddle.runtime.codegen;

import org.jspecify.annotations.NullMarked;
