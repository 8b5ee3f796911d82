// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import dev.heddle.transformer.symbol.Symbols;
import java.util.Optional;
import org.objectweb.asm.Type;

/** What a coroutine's method returns. */
public enum CoroutineKind {
    /** {@code Coroutine}: cold. */
    COROUTINE(Symbols.COROUTINE_DESC),
    /** {@code CompletableFuture}: hot. */
    FUTURE(Symbols.FUTURE_DESC),
    /** {@code CompletionStage}: hot. */
    STAGE(Symbols.STAGE_DESC);

    private final String returnDescriptor;

    CoroutineKind(String returnDescriptor) {
        this.returnDescriptor = returnDescriptor;
    }

    /**
     * Finds the kind of a method.
     *
     * @param methodDescriptor the method's descriptor
     * @return the kind; empty if it does not return one of the three types
     */
    public static Optional<CoroutineKind> of(String methodDescriptor) {
        String returned = Type.getReturnType(methodDescriptor).getDescriptor();
        for (CoroutineKind kind : values()) {
            if (kind.returnDescriptor.equals(returned)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /**
     * Tells whether the body starts at the call.
     *
     * @return false for {@link #COROUTINE}
     */
    public boolean isHot() {
        return this != COROUTINE;
    }
}
