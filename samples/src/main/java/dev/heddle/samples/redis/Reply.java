// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What goes over the wire, in RESP2: a command is an {@link Items} of {@link Bulk}. */
sealed interface Reply {

    /** A short text, such as OK. */
    record Status(String text) implements Reply {}

    /** The server refuses a command. */
    record Refusal(String message) implements Reply {}

    /** A number. */
    record Amount(long value) implements Reply {}

    /** Bytes, of any kind. */
    record Bulk(ByteBuffer bytes) implements Reply {}

    /** Nothing: there is no such key. */
    record Nil() implements Reply {}

    /** Several. */
    record Items(List<Reply> items) implements Reply {}

    /** Gives what can be read as a text; empty for nothing. */
    default String asText() {
        if (this instanceof Bulk bulk) {
            return StandardCharsets.UTF_8.decode(bulk.bytes().duplicate()).toString();
        }
        if (this instanceof Status status) {
            return status.text();
        }
        return this instanceof Amount amount ? Long.toString(amount.value()) : "";
    }
}
