// SPDX-License-Identifier: Apache-2.0
/** Runs JUnit tests that are coroutines, on virtual time. */
module dev.heddle.junit {
    requires transitive dev.heddle.runtime;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports dev.heddle.junit;
}
