// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Registration;
import java.util.ArrayList;
import java.util.List;

/** The signals that a loop handles. Once it is closed whoever handled them before does so again: else nobody would, and Ctrl-C had no effect. May be used from any thread. */
final class SignalHandlers {

    private final List<Registration> open = new ArrayList<>();
    private boolean closed;

    /** Has an action called when a signal comes, as {@link Signals#handle} does. */
    Registration add(String name, Runnable action) {
        Registration handled = Signals.handle(name, action);
        boolean tooLate;
        synchronized (this) {
            tooLate = closed || !open.add(handled);
        }
        if (tooLate) {
            handled.detach();
        }
        return () -> remove(handled);
    }

    private void remove(Registration handled) {
        synchronized (this) {
            open.remove(handled);
        }
        handled.detach();
    }

    /** Tells whether there are any: then a signal may come. */
    synchronized boolean isEmpty() {
        return open.isEmpty();
    }

    void close() {
        List<Registration> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(open);
            open.clear();
        }
        // The last comes first, so that each finds what it has replaced.
        for (int i = left.size() - 1; i >= 0; i--) {
            left.get(i).detach();
        }
    }
}
