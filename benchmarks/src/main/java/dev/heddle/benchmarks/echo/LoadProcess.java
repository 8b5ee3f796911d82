// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A client's process, as the server's sees it. */
final class LoadProcess implements AutoCloseable {

    static final String CONNECTED = "connected";
    static final String BEGIN = "begin";

    private final Process process;
    private final BufferedReader lines;

    LoadProcess(int port, int connections, String request, int answer, long millis) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Load.class.getName(),
                        String.valueOf(port),
                        String.valueOf(connections),
                        request,
                        String.valueOf(answer),
                        String.valueOf(millis)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Waits until the client says this. */
    void expect(String expected) throws IOException {
        String line = line();
        if (!line.equals(expected)) {
            throw new IOException("The client says " + line + " instead of " + expected);
        }
    }

    /** Waits for the next that the client says. */
    String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("The client has ended");
        }
        return line;
    }

    /** Lets the client begin to send. */
    void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("The client ended with status " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
