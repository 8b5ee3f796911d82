// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import dev.heddle.runtime.CancelScope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The connections between two requests, which a server that is about to end need not wait for. On one loop, so nothing is locked. */
final class IdleConnections {

    private final Set<CancelScope> scopes = new LinkedHashSet<>();
    private boolean draining;

    /** Enters the scope in which a connection waits. While the server drains, that is cancelled: what has come already is still read. */
    void enter(CancelScope scope) {
        if (draining) {
            scope.cancel();
        }
        scopes.add(scope);
    }

    void leave(CancelScope scope) {
        scopes.remove(scope);
    }

    boolean isDraining() {
        return draining;
    }

    void drain() {
        draining = true;
        List.copyOf(scopes).forEach(CancelScope::cancel);
    }
}
