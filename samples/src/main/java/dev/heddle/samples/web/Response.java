// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import dev.heddle.Coroutine;
import dev.heddle.runtime.io.AsyncFile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.apache.hc.core5.http.impl.ServerSupport;

/**
 * An answer.
 *
 * @param status the status
 * @param headers those that the server does not set by itself
 * @param content the body
 */
record Response(int status, Map<String, String> headers, Content content) {

    static final int OK = 200;

    private static final String CONTENT_TYPE = "Content-Type";

    /** A body. */
    sealed interface Content {}

    /** A body that is there. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares it
    record Bytes(byte[] bytes) implements Content {}

    /** A file from its beginning; it is closed afterwards. */
    record Contents(AsyncFile file, long size) implements Content {}

    /** A body that is made while it is sent, in chunks. */
    record Stream(Source source) implements Content {}

    /** Makes a body. */
    @FunctionalInterface
    interface Source {

        /** Writes the body. Each write waits until the client has room for it. */
        Coroutine<?> writeTo(Sink sink) throws Exception;
    }

    static Response bytes(int status, String type, byte[] bytes) {
        return new Response(status, Map.of(CONTENT_TYPE, type), new Bytes(bytes));
    }

    static Response text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Response empty(int status) {
        return new Response(status, Map.of(), new Bytes(new byte[0]));
    }

    static Response file(String type, AsyncFile file, long size) {
        return new Response(OK, Map.of(CONTENT_TYPE, type), new Contents(file, size));
    }

    static Response stream(String type, Source source) {
        return new Response(OK, Map.of(CONTENT_TYPE, type), new Stream(source));
    }

    /** Explains a refusal. */
    static Response of(HttpException refusal) {
        HttpProblem problem = refusal instanceof HttpProblem own ? own : null;
        int status = problem == null ? ServerSupport.toStatusCode(refusal) : problem.status();
        Response response = text(status, status + " " + reason(status) + ": " + refusal.getMessage() + "\n");
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        if (problem != null) {
            headers.putAll(problem.headers());
        }
        return new Response(status, headers, response.content());
    }

    Response with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, content);
    }

    static String reason(int status) {
        String reason = EnglishReasonPhraseCatalog.INSTANCE.getReason(status, null);
        return reason == null ? "" : reason;
    }
}
