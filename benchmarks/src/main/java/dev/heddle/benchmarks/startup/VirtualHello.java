// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.startup;

import dev.heddle.benchmarks.Virtual;

/** With a virtual thread. */
final class VirtualHello {

    private VirtualHello() {}

    /**
     * Waits and says hello.
     *
     * @param args none
     * @throws Exception if interrupted
     */
    public static void main(String[] args) throws Exception {
        Virtual.thread(VirtualHello::hello).join();
    }

    private static void hello() {
        try {
            Thread.sleep(Startup.MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts here", e);
        }
        System.out.println("Hello");
    }
}
