// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import java.util.Map;
import org.apache.hc.core5.http.HttpException;

/** Says why a request is not answered as the client would like. What a handler throws of this kind becomes the response. */
final class HttpProblem extends HttpException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> headers;

    HttpProblem(int status, String message) {
        this(status, message, Map.of());
    }

    HttpProblem(int status, String message, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.headers = headers;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }
}
