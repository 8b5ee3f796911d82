// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.OtherJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "bash's ulimit and /proc are needed")
class DescriptorsExhaustedTest {

    private static final String PAUSE = "can't accept connections, and pauses for a second";

    private final List<String> output = new ArrayList<>();

    // N18
    @Test
    void acceptingPausesWhileThereAreNoDescriptorsAndGoesOnWhenThereAre() throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -n 96 && exec \"$@\"", "bash"));
        command.addAll(OtherJvm.command(HungryServer.class, "-Xshare:auto"));
        Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            int port = number(await(reader, "port "));
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                // More than there are descriptors: the rest waits in the backlog.
                clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            await(reader, PAUSE);
            for (Socket client : clients) {
                exchange(client);
            }
            server.getOutputStream().close();
            int after = number(await(reader, "after "));
            assertEquals(0, server.waitFor(), output::toString);
            int before = number(output.stream()
                    .filter(line -> line.startsWith("before "))
                    .findFirst()
                    .orElseThrow());
            assertEquals(before - 2, after, "all but the one that listened, and the one that was kept back");
        } finally {
            server.destroyForcibly();
        }
        long pauses = output.stream().filter(line -> line.contains(PAUSE)).count();
        assertTrue(pauses < 10, pauses + " pauses are more than seconds have passed");
    }

    private String await(BufferedReader reader, String wanted) throws IOException {
        String line;
        do {
            line = reader.readLine();
            assertNotNull(line, output::toString);
            output.add(line);
        } while (!line.contains(wanted));
        return line;
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(line.indexOf(' ') + 1));
    }

    private static void exchange(Socket client) throws IOException {
        try (client) {
            client.getOutputStream().write('x');
            assertEquals('x', client.getInputStream().read());
        }
    }
}
