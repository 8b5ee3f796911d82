// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import java.time.Duration;

/**
 * What a client may ask of the server. Without limits a few clients that are slow, or mean to be, could use all of it up.
 *
 * @param connections how many connections are served at once; more have to wait
 * @param idle how long a connection may be silent between two requests
 * @param patience how long the head of a request may take, and each piece of a body, in either direction
 * @param body how many bytes a body may have that a handler wants as a whole
 */
record Limits(int connections, Duration idle, Duration patience, int body) {

    /** How long a line of a head may be. Longer than the longest cookie. */
    static final int LINE = 8 * 1024;

    static final int HEADERS = 100;

    /** How long to wait for a client to read the last answer. */
    static final Duration LINGER = Duration.ofSeconds(2);

    static final Limits DEFAULT = new Limits(10_000, Duration.ofSeconds(60), Duration.ofSeconds(20), 1024 * 1024);
}
