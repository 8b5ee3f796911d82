// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.compare;

/**
 * What a way of downloading cost.
 *
 * @param bytes how much it downloaded
 * @param millis how long it took
 * @param threads how many threads there were at most, those that every JVM has not counted
 * @param residentKilobytes how much memory the process had at most, or 0 where the system does not tell
 */
record Cost(long bytes, long millis, int threads, long residentKilobytes) {

    private static final int PARTS = 4;

    /** Reads what {@link #toLine} wrote. */
    static Cost parse(String line) {
        String[] parts = line.strip().split(" ", PARTS);
        return new Cost(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Integer.parseInt(parts[2]),
                Long.parseLong(parts[3]));
    }

    String toLine() {
        return bytes + " " + millis + " " + threads + " " + residentKilobytes;
    }
}
