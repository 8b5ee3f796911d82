// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An iteration over a watcher's events. */
final class DirectoryEvents implements AsyncIterator<DirectoryEvent> {

    private final DirectoryWatcher watcher;
    private @Nullable DirectoryEvent current;

    DirectoryEvents(DirectoryWatcher watcher) {
        this.watcher = watcher;
    }

    @Override
    public Coroutine<Boolean> moveNext() {
        return new Step(this);
    }

    @Override
    public DirectoryEvent current() {
        if (current == null) {
            throw new IllegalStateException("There is no current event: before the first moveNext(), or after the end");
        }
        return current;
    }

    /** Takes an event, or waits until there is one. Another task may have taken it by then. */
    private static final class Step extends Frame<Boolean> {

        private static final int AWAITED = CLAIMED - 1;

        private final DirectoryEvents events;

        Step(DirectoryEvents events) {
            this.events = events;
        }

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            boolean more = state == CLAIMED || (Boolean) Objects.requireNonNull(Awaits.resumed(strand));
            state = RUNNING;
            events.current = events.watcher.poll();
            while (events.current == null && more) {
                Object fetched = Awaits.await(events.watcher.fetch(), strand, room);
                if (fetched == Awaits.SUSPENDED) {
                    return suspend(strand, AWAITED);
                }
                more = Objects.equals(fetched, true);
                events.current = events.watcher.poll();
            }
            return events.current != null;
        }

        @Override
        public String toString() {
            return "Coroutine[" + events.watcher + ".iterator().moveNext()]";
        }
    }
}
