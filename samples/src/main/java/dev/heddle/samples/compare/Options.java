// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.compare;

/**
 * What the command line asks for.
 *
 * @param pages how many pages to download
 * @param delay how long the server takes to answer, in milliseconds
 * @param help whether to explain the options, and do nothing else
 */
record Options(int pages, int delay, boolean help) {

    static final String HELP = """
            Downloads pages from a server of its own on this machine: one by one, with a thread
            for each page, and with a coroutine for each page on a single thread.

              --pages N    how many pages, from 1 to 5000 (100)
              --delay MS   how long the server waits before it answers, from 0 to 10000 ms (30)
              --help, -h   this text
            """;

    private static final int MOST_PAGES = 5_000;
    private static final int LONGEST_DELAY = 10_000;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it is wrong; the message is for the user
     */
    static Options parse(String... args) {
        int pages = 100;
        int delay = 30;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--pages" -> pages = number(args, ++i, 1, MOST_PAGES);
                case "--delay" -> delay = number(args, ++i, 0, LONGEST_DELAY);
                case "--help", "-h" -> {
                    return new Options(pages, delay, true);
                }
                default -> throw new IllegalArgumentException("There is no option '" + args[i] + "'.");
            }
        }
        return new Options(pages, delay, false);
    }

    private static int number(String[] args, int index, int least, int most) {
        String option = args[index - 1];
        String range = option + " takes a number from " + least + " to " + most;
        if (index == args.length) {
            throw new IllegalArgumentException(range + ".");
        }
        try {
            int number = Integer.parseInt(args[index]);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new IllegalArgumentException(range + ", not '" + args[index] + "'.");
    }
}
