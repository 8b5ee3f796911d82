// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends what it is told, byte by byte if need be. */
final class RawClient implements AutoCloseable {

    private final Socket socket;

    RawClient(Site site) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
        socket.setTcpNoDelay(true);
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Each byte in a packet of its own. */
    RawClient dribble(String text) throws IOException {
        for (byte each : text.getBytes(StandardCharsets.ISO_8859_1)) {
            socket.getOutputStream().write(each);
        }
        return this;
    }

    RawClient end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Reads up to what the text ends with. */
    String readTo(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("Ended after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** Reads to the end of the connection. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Sends, and reads to the end of the connection. */
    static String exchange(Site site, String request) throws IOException {
        try (RawClient client = new RawClient(site)) {
            return client.send(request).readAll();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
