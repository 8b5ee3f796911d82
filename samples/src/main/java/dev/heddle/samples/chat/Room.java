// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.chat;

import dev.heddle.runtime.sync.BroadcastChannel;
import dev.heddle.runtime.sync.Subscription;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where members meet. Nobody waits here: a member who is too far behind misses lines, and is told how many.
 *
 * <p>All members live on one loop, so the names need no lock.
 */
final class Room {

    private final Set<String> names = new LinkedHashSet<>();
    private final BroadcastChannel<String> lines;

    /**
     * Makes an empty room.
     *
     * @param patience how many lines a member may be behind
     */
    Room(int patience) {
        lines = BroadcastChannel.dropping(patience);
    }

    /** Takes a name for a member. Says false if somebody has it. */
    boolean enter(String name) {
        return names.add(name);
    }

    void leave(String name) {
        names.remove(name);
    }

    /** Lists who is there, in the order in which they came. */
    List<String> names() {
        return new ArrayList<>(names);
    }

    /** Begins to listen: to be closed by who leaves. */
    Subscription<String> listen() {
        return lines.subscribe();
    }

    /** Says a line to all who listen. */
    void say(String line) {
        // A channel that drops has always room.
        boolean sent = lines.trySend(line);
        assert sent;
    }
}
