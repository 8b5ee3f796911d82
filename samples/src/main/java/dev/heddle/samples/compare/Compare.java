// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.compare;

import dev.heddle.samples.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Downloads pages one by one, with a thread each, and with coroutines on one thread; prints what each way took. */
public final class Compare {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int POLL_MILLIS = 50;
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final int KILOBYTES_PER_MEGABYTE = 1_024;

    private static final String LEGEND = """
            Each way has a JVM of its own. threads: at most, with the HTTP client's own, but without
            those that every JVM has. memory: resident, at most.
            """;

    private final Options options;
    private final PageServer server;

    private Compare(Options options, PageServer server) {
        this.options = options;
        this.server = server;
    }

    /**
     * Runs the comparison and exits.
     *
     * @param args options; {@code --help} explains them
     */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /**
     * Runs the comparison.
     *
     * @param args options; {@code --help} explains them
     * @return the exit status: 0 done, 1 something failed, 2 wrong options
     */
    public static int run(String... args) {
        try {
            Options options = Options.parse(args);
            if (options.help()) {
                System.out.print(Options.HELP);
            } else {
                compare(options);
            }
            return 0;
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + " --help lists the options.");
            return WRONG_USAGE;
        } catch (IOException failure) {
            System.err.println("The comparison failed: " + failure.getMessage());
            return FAILED;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static void compare(Options options) throws IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "%d pages, %d ms each, JDK %s%n",
                options.pages(),
                options.delay(),
                System.getProperty("java.version"));
        System.out.printf("%-15s%10s%10s%10s%n", "", "time", "threads", "memory");
        try (PageServer server = new PageServer(options.pages(), options.delay())) {
            Compare comparison = new Compare(options, server);
            for (Way way : Way.values()) {
                print(way, comparison.measure(way));
            }
        }
        System.out.print(LEGEND);
    }

    private static void print(Way way, Cost cost) {
        String memory =
                cost.residentKilobytes() == 0 ? "unknown" : cost.residentKilobytes() / KILOBYTES_PER_MEGABYTE + " MB";
        System.out.printf(
                Locale.ROOT,
                "%-15s%8.2f s%10d%10s%n",
                way.title(),
                cost.millis() / MILLIS_PER_SECOND,
                cost.threads(),
                memory);
    }

    private Cost measure(Way way) throws IOException, InterruptedException {
        Process worker = startWorker(way);
        try {
            watch(worker, way);
            if (worker.exitValue() != 0) {
                throw new IOException("'" + way.title() + "' ended with status " + worker.exitValue());
            }
            Cost cost = Cost.parse(new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            if (cost.bytes() != (long) options.pages() * PageServer.PAGE_SIZE) {
                throw new IOException("'" + way.title() + "' downloaded " + cost.bytes() + " bytes");
            }
            return cost;
        } finally {
            worker.destroy();
        }
    }

    private void watch(Process worker, Way way) throws InterruptedException {
        int before = server.served();
        try (Progress progress = new Progress(way.title(), options.pages())) {
            while (!worker.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.reached(server.served() - before);
            }
        }
    }

    private Process startWorker(Way way) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-XX:+UseSerialGC",
                // The client completes its futures in the common pool, which on one or two processors makes a thread
                // for each of them instead.
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                "-classpath",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                way.name(),
                server.address().toString(),
                Integer.toString(options.pages()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
