// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Instant;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/**
 * A lock that any number of tasks may hold to read, or one to write.
 *
 * <pre>{@code
 * try (var reading = await(lock.read())) {
 *     return result(await(table.find(key)));
 * }
 * }</pre>
 *
 * <p>Readers and writers queue in one line. So a writer waits for the readers who were there before it and no others, and the readers behind it wait for it; whoever
 * releases the lock hands it to the first in the line and, if that is a reader, to all readers up to the next writer. It is not re-entrant: a reader who asks for it once
 * more may come to wait behind a writer who waits for him.
 *
 * <p>It belongs to the scheduler that first uses it. On any other, all methods throw an {@link IllegalStateException}.
 */
public final class ReadWriteLock extends Owned {

    private final WaitQueue waiters = new WaitQueue();
    private final Reading reading = new Reading(this);
    private final Writing writing = new Writing(this);
    private final Acquisition<Reading> forReading = new Acquisition<>(this, reading);
    private final Acquisition<Writing> forWriting = new Acquisition<>(this, writing);
    private int readers;
    private @Nullable Strand<?> writer;

    /** Makes a lock that nobody holds. */
    public ReadWriteLock() {}

    /**
     * Acquires the lock to read.
     *
     * @return a coroutine that gives, once the lock is held, what releases it; always the same one
     */
    public Coroutine<Reading> read() {
        return forReading;
    }

    /**
     * Acquires the lock to write.
     *
     * @return a coroutine that gives, once the lock is held, what releases it; always the same one
     * @throws IllegalStateException at the await, if the task holds the lock to write already
     */
    public Coroutine<Writing> write() {
        return forWriting;
    }

    /**
     * Acquires the lock to read if that needs no wait.
     *
     * @return what releases the lock; null if somebody holds it to write, or waits for it
     * @throws IllegalStateException outside a task
     */
    public @Nullable Reading tryRead() {
        return tryNow(reading, "tryRead()") ? reading : null;
    }

    /**
     * Acquires the lock to write if that needs no wait.
     *
     * @return what releases the lock; null if anybody holds it
     * @throws IllegalStateException outside a task
     */
    public @Nullable Writing tryWrite() {
        return tryNow(writing, "tryWrite()") ? writing : null;
    }

    private boolean tryNow(Object mode, String operation) {
        Current current = enter();
        try {
            return take(mode, caller(current, operation));
        } finally {
            exit();
        }
    }

    @Override
    public String toString() {
        return "ReadWriteLock[" + (writer != null ? "written by " + writer : readers + " readers") + ", "
                + waiters.size() + " waiting]";
    }

    /** Takes the lock for somebody who has not queued up yet. */
    private boolean take(Object mode, Strand<?> strand) {
        return waiters.isEmpty() && grant(mode, strand);
    }

    private boolean grant(Object mode, Strand<?> strand) {
        if (writer != null || (mode == writing && readers > 0)) {
            return false;
        }
        if (mode == writing) {
            writer = strand;
        } else {
            readers++;
        }
        return true;
    }

    private void release(Object mode) {
        Current current = enter();
        boolean holds = mode == writing ? writer != null && writer == current.strand : readers > 0;
        if (!holds) {
            exit();
            throw new IllegalStateException(this + " was released by " + current.strand + ", which does not hold it");
        }
        if (mode == writing) {
            writer = null;
        } else {
            readers--;
        }
        passAndExit();
    }

    /** Hands the lock to the first in the line, and to readers behind a reader, and exits. */
    private void passAndExit() {
        WaitQueue served = new WaitQueue();
        for (Line first = first(); first != null; first = first()) {
            boolean free = first.mode == writing ? writer == null && readers == 0 : writer == null;
            if (!free) {
                break;
            }
            waiters.remove(first);
            if (first.claim()) {
                var unused = grant(first.mode, first.strand());
                served.add(first);
            }
        }
        exit();
        for (Line next = (Line) served.first(); next != null; next = (Line) served.first()) {
            served.completeFirst(next.mode);
        }
    }

    private @Nullable Line first() {
        return (Line) waiters.first();
    }

    private Object acquire(Object mode, Strand<?> strand) {
        enter(strand);
        boolean again = writer == strand;
        boolean taken = !again && take(mode, strand);
        exit();
        if (again) {
            throw new IllegalStateException(
                    this + " is not re-entrant, and the task that writes would wait for itself for ever");
        }
        return taken ? mode : Awaits.suspendOn(new Line(this, mode), strand);
    }

    @Override
    void queue(Place place, Strand<?> strand) {
        Object mode = ((Line) place).mode;
        enter(strand);
        boolean taken = take(mode, strand);
        if (!taken) {
            place.join(waiters, strand);
        }
        exit();
        if (taken) {
            place.serve(strand, mode);
        }
    }

    @Override
    void leave(Place place, Strand<?> strand) {
        enter(strand);
        waiters.remove(place);
        // Readers behind a writer who has left may have no one to wait for any more.
        passAndExit();
    }

    /** A lock that is held to read. All readers' are the same object: each is to be closed once. */
    public static final class Reading implements AutoCloseable {

        private final ReadWriteLock lock;

        private Reading(ReadWriteLock lock) {
            this.lock = lock;
        }

        /**
         * Releases the lock.
         *
         * @throws IllegalStateException if nobody holds it to read
         */
        @Override
        public void close() {
            lock.release(this);
        }
    }

    /** A lock that is held to write. */
    public static final class Writing implements AutoCloseable {

        private final ReadWriteLock lock;

        private Writing(ReadWriteLock lock) {
            this.lock = lock;
        }

        /**
         * Releases the lock.
         *
         * @throws IllegalStateException if the calling task does not hold it to write
         */
        @Override
        public void close() {
            lock.release(this);
        }
    }

    /** A place in the line. */
    private static final class Line extends Place {

        private final Object mode;

        Line(ReadWriteLock lock, Object mode) {
            super(lock);
            this.mode = mode;
        }
    }

    private static final class Acquisition<T> extends Instant<T> {

        private final ReadWriteLock lock;
        private final T mode;

        Acquisition(ReadWriteLock lock, T mode) {
            this.lock = lock;
            this.mode = mode;
        }

        @Override
        protected Object attempt(Strand<?> strand) {
            return lock.acquire(mode, strand);
        }

        @Override
        public String toString() {
            return "Coroutine[dev.heddle.runtime.sync.ReadWriteLock]";
        }
    }
}
