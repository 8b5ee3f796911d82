// SPDX-License-Identifier: Apache-2.0
/**
 * A chat over TCP and TLS: many who talk, and none who has to wait for the slowest.
 *
 * <p>To be read in this order: {@link dev.heddle.samples.chat.Chat} starts it, {@link dev.heddle.samples.chat.ChatServer} accepts,
 * {@link dev.heddle.samples.chat.Session} is one member's conversation, {@link dev.heddle.samples.chat.Room} is where they meet.
 */
@NullMarked
package dev.heddle.samples.chat;

import org.jspecify.annotations.NullMarked;
