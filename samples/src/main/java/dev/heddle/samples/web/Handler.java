// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import dev.heddle.Coroutine;

/** Answers requests. A lambda that awaits is a coroutine by itself. */
@FunctionalInterface
interface Handler {

    /**
     * Answers a request.
     *
     * @throws Exception {@link HttpProblem} becomes the response; whatever else, one of status 500
     */
    Coroutine<Response> handle(Request request) throws Exception;
}
