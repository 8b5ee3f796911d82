// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures echo servers in turns: messages a second, the processor time of the server's thread for a message, and what that allocates. Other work on the machine disturbs the
 * first; the second much less.
 */
public final class EchoServer {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private EchoServer() {}

    /** What a round has shown. */
    private record Round(double messagesPerSecond, double nanos, double bytes) {}

    /** Opens a server. */
    private interface Opener {
        Server open() throws IOException;
    }

    /**
     * Runs.
     *
     * @param args the number of rounds, and the length of one in milliseconds; 5 and 1000 if there are none
     * @throws IOException if a connection breaks
     */
    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        long nanos = 1_000_000L * (args.length > 1 ? Integer.parseInt(args[1]) : 1000);
        for (int connections : new int[] {1, 100}) {
            List<Round> heddle = new ArrayList<>();
            List<Round> nio = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                heddle.add(measure(HeddleServer::new, connections, nanos));
                nio.add(measure(() -> new NioServer().start(), connections, nanos));
            }
            print("Heddle", connections, heddle);
            print("plain NIO", connections, nio);
        }
    }

    private static Round measure(Opener opener, int connections, long nanos) throws IOException {
        try (Server server = opener.open();
                Load load = new Load(server.port(), connections)) {
            var unused = load.run(nanos / 2);
            long id = server.thread().getId();
            long cpu = THREADS.getThreadCpuTime(id);
            long bytes = THREADS.getThreadAllocatedBytes(id);
            long begin = System.nanoTime();
            double messages = load.run(nanos);
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Round(
                    messages / seconds,
                    (THREADS.getThreadCpuTime(id) - cpu) / messages,
                    (THREADS.getThreadAllocatedBytes(id) - bytes) / messages);
        }
    }

    private static void print(String who, int connections, List<Round> rounds) {
        System.out.printf(
                Locale.ROOT,
                "echo of 64 bytes, %d connections, %-9s: %,.0f messages/s, %,.0f ns of the server's processor time and %.2f bytes a message%n",
                connections,
                who,
                median(rounds.stream().map(Round::messagesPerSecond).toList()),
                median(rounds.stream().map(Round::nanos).toList()),
                median(rounds.stream().map(Round::bytes).toList()));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
