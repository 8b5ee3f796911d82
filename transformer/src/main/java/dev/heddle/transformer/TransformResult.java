// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer;

import dev.heddle.transformer.diagnostic.Diagnostic;
import java.util.List;

/** What became of a class file. */
public sealed interface TransformResult {

    /**
     * What there is to say: warnings, and for a {@link Rejected} class also errors; in the order of the class file.
     *
     * @return the diagnostics
     */
    List<Diagnostic> diagnostics();

    /**
     * The class has no coroutines, or has been transformed already: leave the file as it is.
     *
     * @param diagnostics warnings
     */
    record Unchanged(List<Diagnostic> diagnostics) implements TransformResult {}

    /**
     * The class has been rewritten.
     *
     * @param bytes its new class file
     * @param frames the classes of its coroutines' frames, to be put beside it
     * @param coroutines how many coroutines it has
     * @param diagnostics warnings
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Transformed(byte[] bytes, List<FrameClass> frames, int coroutines, List<Diagnostic> diagnostics)
            implements TransformResult {}

    /**
     * The class has errors, and must not be used.
     *
     * @param diagnostics errors and warnings
     */
    record Rejected(List<Diagnostic> diagnostics) implements TransformResult {}

    /**
     * A class that holds the state of a coroutine.
     *
     * @param name its internal name
     * @param bytes its class file
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record FrameClass(String name, byte[] bytes) {}
}
