// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Registration;
import dev.heddle.runtime.codegen.Relay;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Watches, as long as others wait for a lock, whether its holder ends without releasing it. A lock that nobody waits for is not watched, and costs nothing. */
final class HolderWatch {

    private final Lock lock;
    private final AtomicReference<@Nullable Watched> now = new AtomicReference<>();

    HolderWatch(Lock lock) {
        this.lock = lock;
    }

    /** Called, without the latch, when there is somebody who waits. */
    void begin() {
        Strand<?> holder = lock.holder();
        Watched before = now.get();
        while (holder != null && (before == null || before.holder != holder)) {
            put(new Watched(holder, End.watch(holder, new Ended(lock, holder))));
            // On a scheduler of many threads the lock may have been handed on meanwhile, and its new holder's watch
            // thrown out just now.
            holder = lock.holder();
            before = now.get();
        }
    }

    /** Called, without the latch, when the lock has been handed on. */
    void end() {
        if (now.get() != null) {
            put(null);
        }
    }

    private void put(@Nullable Watched watched) {
        Watched before = now.getAndSet(watched);
        if (before != null) {
            before.registration.detach();
        }
    }

    private record Watched(Strand<?> holder, Registration registration) {}

    private record Ended(Lock lock, Strand<?> holder) implements Relay {

        @Override
        public void run() {
            lock.ended(holder);
        }

        @Override
        public void addWaiting(Collection<? super Strand<?>> strands) {
            lock.addWaiting(holder, strands);
        }
    }

    /** What only a suspension may ask about strands. */
    private abstract static class End extends Suspension {

        static Registration watch(Strand<?> strand, Runnable action) {
            return watchEnd(strand, action);
        }
    }
}
