// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MethodNotSupportedException;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.UnsupportedHttpVersionException;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.net.PercentCodec;
import org.apache.hc.core5.net.WWWFormCodec;

/**
 * What a client asks for.
 *
 * @param method one of those that the server knows
 * @param path the path, decoded
 * @param query what stands behind the question mark, as it came
 * @param head the rest of the head
 * @param body the body, which may still be on its way
 */
record Request(String method, String path, String query, HttpRequest head, RequestBody body) {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /**
     * Reads a head.
     *
     * @throws HttpException if it is none that can be answered
     */
    static Request of(HttpRequest head, RequestBody body) throws HttpException {
        requireSupported(head);
        String target = head.getPath();
        if (!target.startsWith("/")) {
            throw new ProtocolException("The target is no path: " + target);
        }
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        return new Request(head.getMethod(), PercentCodec.decode(path, StandardCharsets.UTF_8), query, head, body);
    }

    private static void requireSupported(HttpRequest head) throws HttpException {
        ProtocolVersion version = head.getVersion();
        if (version.getMajor() != 1) {
            throw new UnsupportedHttpVersionException(version);
        }
        if (!METHODS.contains(head.getMethod())) {
            throw new MethodNotSupportedException("There is no method " + head.getMethod());
        }
        if (version.greaterEquals(HttpVersion.HTTP_1_1) && head.countHeaders(HttpHeaders.HOST) != 1) {
            throw new ProtocolException("HTTP/1.1 wants one Host");
        }
    }

    /** Gives a parameter of the query, or a default. */
    String parameter(String name, String otherwise) {
        return WWWFormCodec.parse(query, StandardCharsets.UTF_8).stream()
                .filter(each -> each.getName().equals(name))
                .map(NameValuePair::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** Tells whether the client knows chunks, and keeps connections where it does not say otherwise. */
    boolean isHttp11() {
        return head.getVersion().greaterEquals(HttpVersion.HTTP_1_1);
    }

    /** Tells whether the client wants to use the connection again. */
    boolean keepsAlive() {
        boolean[] said = new boolean[2];
        MessageSupport.parseTokens(head, HttpHeaders.CONNECTION, token -> {
            said[0] |= token.toLowerCase(Locale.ROOT).equals("close");
            said[1] |= token.toLowerCase(Locale.ROOT).equals("keep-alive");
        });
        return !said[0] && (said[1] || isHttp11());
    }
}
