// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.startup;

/** With a thread. */
final class PlainHello {

    private PlainHello() {}

    /**
     * Waits and says hello.
     *
     * @param args none
     * @throws Exception if interrupted
     */
    public static void main(String[] args) throws Exception {
        Thread.sleep(Startup.MILLIS);
        System.out.println("Hello");
    }
}
