// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.startup;

/** With Kotlin coroutines. */
final class KotlinHello {

    private KotlinHello() {}

    /**
     * Waits and says hello.
     *
     * @param args none
     * @throws Exception if interrupted
     */
    public static void main(String[] args) throws Exception {
        KotlinGreeting.hello(Startup.MILLIS);
    }
}
