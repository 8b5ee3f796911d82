// SPDX-License-Identifier: Apache-2.0
/** An event loop as the guest of a game's loop: a coroutine for each thing that moves. */
@NullMarked
package dev.heddle.samples.game;

import org.jspecify.annotations.NullMarked;
