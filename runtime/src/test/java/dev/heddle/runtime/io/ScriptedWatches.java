// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.Watchable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A system's watches, which tell what a test has them tell. */
final class ScriptedWatches implements WatchService {

    private final LinkedBlockingQueue<WatchKey> signalled = new LinkedBlockingQueue<>();
    private final Map<Path, Key> keys = new ConcurrentHashMap<>();
    private final Map<Path, IOException> refused = new ConcurrentHashMap<>();
    private final CountDownLatch taken = new CountDownLatch(1);

    WatchKey register(Path directory) throws IOException {
        IOException refusal = refused.get(directory);
        if (refusal != null) {
            throw refusal;
        }
        return keys.computeIfAbsent(directory, Key::new);
    }

    void refuse(Path directory, IOException refusal) {
        refused.put(directory, refusal);
    }

    void tell(Path directory, WatchEvent.Kind<Path> kind, String... names) {
        for (String name : names) {
            keys.get(directory).add(new Event(kind, Path.of(name)));
        }
        signalled.add(keys.get(directory));
    }

    void overflow(Path directory) {
        keys.get(directory).add(new Event(StandardWatchEventKinds.OVERFLOW, null));
        signalled.add(keys.get(directory));
    }

    /** Waits until somebody has asked for a key. */
    void awaitTaker() throws InterruptedException {
        taken.await();
    }

    @Override
    public WatchKey take() throws InterruptedException {
        taken.countDown();
        return signalled.take();
    }

    @Override
    public WatchKey poll() {
        return signalled.poll();
    }

    @Override
    public WatchKey poll(long timeout, TimeUnit unit) throws InterruptedException {
        return signalled.poll(timeout, unit);
    }

    @Override
    public void close() {
        signalled.clear();
    }

    private record Event(Kind<?> type, Object context) implements WatchEvent<Object> {

        @Override
        public int count() {
            return 1;
        }

        @Override
        @SuppressWarnings("unchecked") // kinds differ by what their contexts are, which nobody here asks
        public Kind<Object> kind() {
            return (Kind<Object>) type;
        }
    }

    private static final class Key implements WatchKey {

        private final Path directory;
        private final List<WatchEvent<?>> events = new ArrayList<>();

        Key(Path directory) {
            this.directory = directory;
        }

        synchronized void add(WatchEvent<?> event) {
            events.add(event);
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public synchronized List<WatchEvent<?>> pollEvents() {
            List<WatchEvent<?>> polled = List.copyOf(events);
            events.clear();
            return polled;
        }

        @Override
        public boolean reset() {
            return true;
        }

        @Override
        public void cancel() {
            throw new AssertionError("nobody cancels " + directory);
        }

        @Override
        public Watchable watchable() {
            return directory;
        }
    }
}
