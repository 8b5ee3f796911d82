// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Downloads in one way, in a JVM of its own: so no way pays for what another one left behind. */
final class Worker {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern PEAK_RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private Worker() {}

    /**
     * Downloads, and prints the {@link Cost} as a line.
     *
     * @param args the way, the server's address, the number of pages
     */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        Download download = Way.valueOf(args[0]).download();
        URI server = URI.create(args[1]);
        List<URI> pages = IntStream.range(0, Integer.parseInt(args[2]))
                .mapToObj(each -> server.resolve("page" + each))
                .toList();
        System.out.println(measure(download, pages).toLine());
        // The client's threads would keep the JVM for a while.
        System.exit(0);
    }

    private static Cost measure(Download download, List<URI> pages)
            throws IOException, InterruptedException, ExecutionException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int others = threads.getThreadCount() - 1;
        long start = System.nanoTime();
        long bytes = download.download(pages);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new Cost(bytes, millis, threads.getPeakThreadCount() - others, residentKilobytes());
    }

    private static long residentKilobytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        Matcher peak = PEAK_RESIDENT.matcher(Files.readString(STATUS));
        return peak.find() ? Long.parseLong(peak.group(1)) : 0;
    }
}
