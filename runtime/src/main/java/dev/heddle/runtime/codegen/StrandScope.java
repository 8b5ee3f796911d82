// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A strand's own scope, the outermost that it is in. Most strands get theirs when they are cancelled; one that starts inside a scope of another strand has it from the start. */
public class StrandScope extends Scope {

    /**
     * Makes one for a strand.
     *
     * @param around the scope of another strand that this strand starts in, or null
     */
    protected StrandScope(@Nullable Scope around) {
        super(false);
        outer = around;
    }

    static Scope ownOne() {
        return new StrandScope(null);
    }

    /**
     * Called when a call graph is asked for, from any thread: adds the strands that wait for this one by way of the scope it runs in.
     *
     * @param strands where to add them
     */
    protected void addWaiting(Collection<? super Strand<?>> strands) {}
}
