// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.samples.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What other people's clients get. Those that are not installed are left out. */
@Timeout(60)
class WebPeersTest extends WithSite {

    private Path noise(int size) throws IOException {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        return Files.write(directory.resolve("noise.bin"), noise);
    }

    @Test
    void curlUsesOneConnectionForAllItsRequests() throws Exception {
        String hello = site.at("/hello").toString();

        String output = Installed.program("curl")
                .run("-sS", "-w", "%{num_connects}\n", hello, "-w", "%{num_connects}\n", hello);

        assertEquals("Hello, world\n1\nHello, world\n0\n", output);
    }

    @Test
    void curlUploadsInChunksAndAsksBeforeItDoes() throws Exception {
        Path file = noise(2_000_000);
        Path back = directory.resolve("back.bin");

        Installed.program("curl")
                .run(
                        "-sS",
                        "-H",
                        "Transfer-Encoding: chunked",
                        "-H",
                        "Expect: 100-continue",
                        "-T",
                        file.toString(),
                        "-X",
                        "POST",
                        "-o",
                        back.toString(),
                        site.at("/echo").toString());

        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(back));
    }

    @Test
    void curlIsToldWhyItsUploadIsRefused() throws Exception {
        Path file = noise(20_000_000);

        String output = Installed.program("curl")
                .run(
                        "-sS",
                        "--data-binary",
                        "@" + file,
                        "-w",
                        "%{http_code}",
                        site.at("/guestbook").toString());

        assertTrue(output.endsWith("A body of more than 1048576 bytes\n413"), output);
    }

    @Test
    void wrkGetsNothingButAnswers() throws Exception {
        String output = Installed.program("wrk")
                .run("-t1", "-c50", "-d1s", site.at("/hello").toString());

        Matcher requests = Pattern.compile("(\\d+) requests in").matcher(output);
        assertTrue(requests.find() && Integer.parseInt(requests.group(1)) > 50, output);
        assertFalse(output.contains("Non-2xx"), output);
        assertFalse(output.contains("Socket errors"), output);
    }
}
