// SPDX-License-Identifier: Apache-2.0
/**
 * A web server: HttpCore parses, Heddle waits.
 *
 * <p>To be read in this order: {@link dev.heddle.samples.web.Web} starts it, {@link dev.heddle.samples.web.WebServer} accepts and drains,
 * {@link dev.heddle.samples.web.HttpConnection} is a connection from its first request to its last; {@link dev.heddle.samples.web.Router},
 * {@link dev.heddle.samples.web.StaticFiles} and {@link dev.heddle.samples.web.Guestbook} are what it serves.
 */
@NullMarked
package dev.heddle.samples.web;

import org.jspecify.annotations.NullMarked;
