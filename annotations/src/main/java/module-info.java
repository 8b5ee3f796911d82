// SPDX-License-Identifier: Apache-2.0

/**
 * The words that Heddle's users write: {@code @Async}, {@code await}, {@code result}, and the types they speak about. The module depends on nothing; what
 * runs them is {@code dev.heddle.runtime}, and what turns them into state machines is the transformer, at build time.
 */
@SuppressWarnings("module") // the runtime, which alone may see the internal package, is compiled later
module dev.heddle.annotations {
    requires static org.jspecify;

    exports dev.heddle;
    exports dev.heddle.internal to
            dev.heddle.runtime;
}
