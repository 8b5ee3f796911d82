// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.http;

import java.nio.charset.StandardCharsets;

/** What is asked and what is answered. */
public final class Plaintext {

    /** What a client sends. */
    public static final String REQUEST = "GET /plaintext HTTP/1.1\r\nHost: localhost\r\nAccept: text/plain\r\n\r\n";

    static final String PATH = "/plaintext";
    static final String BODY = "Hello, World!";

    /** What every server sends, byte for byte. */
    static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: " + BODY.length()
                    + "\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.ISO_8859_1);

    private Plaintext() {}

    /**
     * Tells how long an answer is.
     *
     * @return bytes
     */
    public static int answerLength() {
        return ANSWER.length;
    }
}
