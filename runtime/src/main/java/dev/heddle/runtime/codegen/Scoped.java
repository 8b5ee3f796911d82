// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Strand} is in: a dispatcher, and a chain of scopes.
 *
 * @param <T> what the coroutine gives
 */
abstract class Scoped<T extends @Nullable Object> extends Completion<T> {

    /** Where the strand runs. */
    final Dispatcher home;

    /** The innermost scope that the strand is in; null as long as there is none. */
    private @Nullable Scope scope;

    Scoped(Dispatcher home) {
        this.home = home;
    }

    /**
     * Gives the dispatcher.
     *
     * @return where the strand runs
     */
    protected final Dispatcher home() {
        return home;
    }

    @Override
    protected final @Nullable Dispatcher confinement() {
        return home.isConfined() ? home : null;
    }

    final Scope ownScope() {
        Scope inner = null;
        for (Scope each = scope; each != null; each = each.outer) {
            if (each instanceof StrandScope) {
                return each;
            }
            inner = each;
        }
        Scope own = StrandScope.ownOne();
        if (inner == null) {
            scope = own;
        } else {
            inner.outer = own;
        }
        return own;
    }

    final @Nullable Scope canceller() {
        return scope == null ? null : scope.cancelledBy();
    }

    /**
     * Tells whether an await that would suspend throws instead. Asked at each wait, so it names no class that a program without scopes never loads: C2 does not
     * inline a method whose signature has such.
     *
     * @return true if the scope that the strand is in is cancelled
     */
    protected final boolean isCancelledHere() {
        return scope != null && canceller() != null;
    }

    /**
     * Gives the innermost scope.
     *
     * @return the scope that the strand is in, or null
     */
    protected final @Nullable Scope scope() {
        return scope;
    }

    /**
     * Has the strand start inside a scope of another strand. Called before it is started.
     *
     * @param own the strand's own scope, with the other strand's around it
     */
    protected final void startIn(Scope own) {
        scope = own;
    }

    /**
     * Enters a scope. Where there are several threads, one that cancels the strand may just be adding its own scope, at the outer end.
     *
     * @param inner the scope, which nobody is in
     */
    protected final void enter(Scope inner) {
        if (home.isConfined()) {
            if (scope != null) {
                // Nobody was in it, so there is none around it yet; and a volatile write takes as long as the rest.
                inner.outer = scope;
            }
            scope = inner;
        } else {
            synchronized (this) {
                inner.outer = scope;
                scope = inner;
            }
        }
    }

    /**
     * Leaves a scope, which usually is the innermost.
     *
     * @param left the scope
     */
    protected final void leave(Scope left) {
        if (home.isConfined()) {
            unlink(left);
        } else {
            synchronized (this) {
                unlink(left);
            }
        }
    }

    private void unlink(Scope left) {
        if (scope == left) {
            scope = left.outer;
            return;
        }
        // Closed under a shield, or in another order than opened.
        for (Scope inner = scope; inner != null && !(inner instanceof StrandScope); inner = inner.outer) {
            if (inner.outer == left) {
                inner.outer = left.outer;
                return;
            }
        }
    }

    /**
     * Gives the other strands that a cancellation of this one may reach: those that run in the cancelled ones of the scopes that this strand is in. Called as
     * {@link Strand#resumeFrom} is.
     *
     * @param strands where to add them
     */
    protected final void collectReached(Collection<? super Strand<?>> strands) {
        for (Scope each = scope; each != null && !(each instanceof StrandScope); each = each.outer) {
            if (each.cancelledBy() != null) {
                each.addMembers(strands);
            }
        }
    }

    /**
     * Tells the scopes that the strand is in of a failure that it is thrown.
     *
     * @param failure the failure
     */
    final void surface(Throwable failure) {
        for (Scope each = scope; each != null && !(each instanceof StrandScope); each = each.outer) {
            each.surfaced(failure);
        }
    }

    /**
     * Tells the scopes of the strand that the calling thread runs, if it runs one.
     *
     * @param failure the failure that it is handed
     */
    protected static void surfaceHere(Throwable failure) {
        Strand<?> strand = Current.get().strand;
        if (strand != null) {
            strand.surface(failure);
        }
    }

    /** Tells the scopes that the strand has not left of its end. */
    final void endScopes(Strand<?> ended) {
        for (Scope each = scope; each != null; each = each instanceof StrandScope ? null : each.outer) {
            each.ended(ended);
        }
    }

    /**
     * Tells who waits for this strand, as far as is known: those who await it, be it among others, and those who wait for the scope in which it runs to end.
     *
     * @param strands where to add them
     */
    protected final void collectWaiting(Collection<? super Strand<?>> strands) {
        addWaiting(strands);
        for (Scope each = scope; each != null; each = each instanceof StrandScope ? null : each.outer) {
            if (each instanceof StrandScope own) {
                own.addWaiting(strands);
            }
        }
    }
}
