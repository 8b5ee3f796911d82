// SPDX-License-Identifier: Apache-2.0
/** Heddle's runtime: the event loop and what runs on it. It needs nothing but the words of {@code dev.heddle.annotations}. */
module dev.heddle.runtime {
    requires transitive dev.heddle.annotations;
    requires static org.jspecify;

    exports dev.heddle.runtime;
    exports dev.heddle.runtime.codegen;
    exports dev.heddle.runtime.io;
    exports dev.heddle.runtime.net;
    exports dev.heddle.runtime.sync;
    exports dev.heddle.runtime.testing;

    uses dev.heddle.runtime.codegen.InlineDispatcher;

    provides dev.heddle.runtime.codegen.InlineDispatcher with
            dev.heddle.runtime.InlineScheduler;
}
