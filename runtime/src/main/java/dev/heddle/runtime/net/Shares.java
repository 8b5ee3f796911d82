// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.LoopGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * How many connections of a server each loop of a group has. Connections live long and are not alike: in turns alone, a loop could be left with all that stay. Confined to the
 * server's loop.
 */
final class Shares {

    private final LoopGroup group;
    private final Map<EventLoop, Integer> counts = new HashMap<>();
    private final Set<EventLoop> refusing = new HashSet<>();
    private int turn;

    Shares(LoopGroup group) {
        this.group = Objects.requireNonNull(group, "group");
    }

    /** Gives a new connection to one of the loops that have the fewest. */
    EventLoop choose() {
        List<EventLoop> loops = group.loops();
        if (loops.isEmpty()) {
            throw new RejectedExecutionException(group + ": there is none to serve connections");
        }
        int begin = turn++;
        EventLoop chosen = loops.get(Math.floorMod(begin, loops.size()));
        for (int i = 1; i < loops.size(); i++) {
            EventLoop loop = loops.get(Math.floorMod(begin + i, loops.size()));
            if (count(loop) < count(chosen)) {
                chosen = loop;
            }
        }
        counts.merge(chosen, 1, Integer::sum);
        return chosen;
    }

    /** Gives a connection that a loop has refused to another one. */
    EventLoop insteadOf(EventLoop refusing) {
        EventLoop chosen = choose();
        ended(refusing);
        return chosen;
    }

    /** Notes that a loop takes no more connections. Says false if that is known. */
    boolean refusesFirst(EventLoop loop) {
        return refusing.add(loop);
    }

    void ended(EventLoop loop) {
        counts.merge(loop, -1, Integer::sum);
    }

    private int count(EventLoop loop) {
        return counts.getOrDefault(loop, 0);
    }
}
