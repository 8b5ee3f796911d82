// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples;

/** The port on a server's command line. */
public final class PortArgument {

    private static final int LAST = 65_534;

    private PortArgument() {}

    /**
     * Reads the first argument.
     *
     * @param args the command line
     * @param otherwise the port if there are no arguments
     * @return the port; 0 stands for a free one
     * @throws IllegalArgumentException if it is none; the message is for the user
     */
    public static int of(String[] args, int otherwise) {
        if (args.length == 0) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(args[0]);
            if (port >= 0 && port <= LAST) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("The port has to be a number up to " + LAST + ", not '" + args[0] + "'.");
    }
}
