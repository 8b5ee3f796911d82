// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.read;

import dev.heddle.transformer.diagnostic.Finding;
import org.objectweb.asm.tree.ClassNode;

/** What reading a class file gave. */
public sealed interface ReadResult {

    /** The class has nothing to do with coroutines, whatever its version. */
    record Irrelevant() implements ReadResult {}

    /**
     * The class is woven already.
     *
     * @param mark what the transformer noted on it
     */
    record AlreadyWoven(WovenMark mark) implements ReadResult {}

    /**
     * The class may have coroutines, or call some.
     *
     * @param node the class, with expanded stack map frames
     */
    record Parsed(ClassNode node) implements ReadResult {}

    /**
     * The class can't be transformed.
     *
     * @param finding why
     */
    record Unreadable(Finding finding) implements ReadResult {}
}
