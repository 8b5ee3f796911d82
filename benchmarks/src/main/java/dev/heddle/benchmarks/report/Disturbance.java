// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Tells how much of the machine others used while something was measured: the processor time of the machine, less that of this process and of its children that have ended. Both are told by Linux, in
 * the same ticks; elsewhere nothing is known, and nothing counts as disturbed.
 */
public final class Disturbance {

    private static final Path MACHINE = Path.of("/proc/stat");
    private static final Path SELF = Path.of("/proc/self/stat");

    /** What others may use: a tenth of a processor. */
    private static final double BOUND = 0.1;

    private static final double TICKS_PER_SECOND = 100;

    private final long others;
    private final long begin = System.nanoTime();

    private Disturbance() throws IOException {
        others = others();
    }

    /**
     * Begins to look.
     *
     * @return what to ask in the end
     * @throws IOException if Linux does not tell
     */
    public static Disturbance watch() throws IOException {
        return new Disturbance();
    }

    /**
     * Tells how much others have used since.
     *
     * @return in processors: 1 is one of them all the time
     * @throws IOException if Linux does not tell
     */
    public double processors() throws IOException {
        return (others() - others) / TICKS_PER_SECOND / ((System.nanoTime() - begin) / 1e9);
    }

    /**
     * Tells whether others have used so much since that what was measured should be measured again.
     *
     * @return true if they have
     * @throws IOException if Linux does not tell
     */
    public boolean isTooMuch() throws IOException {
        return processors() > BOUND;
    }

    private static long others() throws IOException {
        return Files.exists(MACHINE) ? busy() - ours() : 0;
    }

    /** All but idle time and waiting for disks; time that a host has stolen counts. Times of guests are in the user's already. */
    private static long busy() throws IOException {
        try (var lines = Files.lines(MACHINE)) {
            String[] fields = lines.findFirst().orElseThrow().split(" +", -1);
            return IntStream.of(1, 2, 3, 6, 7, 8)
                    .mapToLong(i -> Long.parseLong(fields[i]))
                    .sum();
        }
    }

    /** The user's and the system's time, of us and of children. They follow the name, which may hold anything, in brackets. */
    private static long ours() throws IOException {
        String line = Files.readString(SELF);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return IntStream.of(11, 12, 13, 14)
                .mapToLong(i -> Long.parseLong(fields[i]))
                .sum();
    }
}
