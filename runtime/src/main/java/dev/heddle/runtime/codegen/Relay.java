// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.Collection;

/** An action that is registered with a {@link Completion} on behalf of strands that wait for it in a roundabout way, so that a call graph finds them. */
public interface Relay extends Runnable {

    /**
     * Tells on whose behalf. Called from any thread, and only when somebody asks for a call graph; what it says may be out of date.
     *
     * @param strands where to add them
     */
    void addWaiting(Collection<? super Strand<?>> strands);
}
