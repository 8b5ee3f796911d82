// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import com.sun.management.ThreadMXBean;
import dev.heddle.benchmarks.Figures;
import dev.heddle.benchmarks.Processor;
import dev.heddle.benchmarks.report.QuietTimes;
import dev.heddle.benchmarks.report.QuietTimes.Moment;
import dev.heddle.benchmarks.report.Samples;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * A server under the load of a client in another process: so the processor time of this process is the server's.
 *
 * @param connections how many connections there are, each with one request under way
 * @param request what the client sends
 * @param answer how many bytes it waits for then
 */
public record Serving(int connections, String request, int answer) {

    /** How often answers are counted. */
    private static final int WINDOWS = 6;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Opens a server. */
    @FunctionalInterface
    public interface Opener {

        /**
         * Opens it.
         *
         * @return a server that listens
         * @throws IOException if it can't
         */
        Server open() throws IOException;
    }

    /**
     * Measures a server.
     *
     * @param opener opens it
     * @param once whether to do little, for the sake of running
     * @param figures where to tell what was measured
     * @throws IOException if a connection breaks
     * @throws InterruptedException if interrupted
     */
    public void measure(Opener opener, boolean once, Figures figures) throws IOException, InterruptedException {
        long before = Processor.heapAfterCollection();
        int count = once ? Math.min(connections, 10) : connections;
        try (Server server = opener.open();
                LoadProcess load = new LoadProcess(server.port(), count, request, answer, once ? 50 : 300)) {
            load.expect(LoadProcess.CONNECTED);
            server.awaitConnections(count);
            if (connections > 1_000) {
                double heap = Processor.heapAfterCollection() - before;
                figures.less("heap", "bytes an idle connection", heap / count);
            }
            List<Moment<Cost>> costs = QuietTimes.here(once).measure(once ? 1 : WINDOWS, () -> measure(server, load));
            figures.slowdown(Moment.slowest(costs));
            figures.more("requests", "1/s", Samples.of(costs, Cost::rate).mean());
            figures.less(
                    "processor time",
                    "ns a request",
                    Samples.of(costs, Cost::processor).mean());
            if (!server.threads().isEmpty()) {
                figures.less(
                        "allocation",
                        "bytes a request",
                        Samples.of(costs, Cost::allocated).mean());
            }
        }
    }

    /** What was counted in a window of time: requests a second, and nanoseconds and bytes for each. */
    private record Cost(double rate, double processor, double allocated) {}

    private static Cost measure(Server server, LoadProcess load) throws IOException {
        load.go();
        load.expect(LoadProcess.BEGIN);
        long cpu = Processor.nanos();
        long allocated = allocated(server.threads());
        List<String> answers = List.of(load.line().split(" ", -1));
        double requests = Double.parseDouble(answers.get(0));
        return new Cost(
                requests / Long.parseLong(answers.get(1)) * 1e9,
                (Processor.nanos() - cpu) / requests,
                (allocated(server.threads()) - allocated) / requests);
    }

    private static long allocated(List<Thread> threads) {
        return threads.stream()
                .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }
}
