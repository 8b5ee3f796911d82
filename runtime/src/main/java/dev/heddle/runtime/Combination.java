// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.Awaitable;
import dev.heddle.Deferred;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs coroutines side by side, each as a task of its own, beside whatever deferreds there are, and ends when all that it started has ended.
 *
 * <pre>
 *   start --> all are done, or one settles the matter, or cancelled --> its own tasks have ended --> conclude
 *                               WATCHING                                      DRAINING
 * </pre>
 */
abstract class Combination<R extends @Nullable Object> extends Frame<R> {

    private static final int WATCHING = CLAIMED - 1;
    private static final int DRAINING = CLAIMED - 2;
    private static final Watch NOTHING = new Watch(List.of(), deferred -> false);

    private final Members members;
    private List<Deferred<?>> deferreds = List.of();
    private List<Task<?>> own = List.of();
    private Watch watch = NOTHING;
    private @Nullable Throwable cancelled;

    Combination(String word, Collection<?> members) {
        this.members = new Members(word, members);
    }

    /** Tells whether a member that is done settles the matter. */
    abstract boolean settles(Deferred<?> done);

    /** What the coroutine gives, or throws, when its own tasks have ended. */
    abstract R conclude(List<Deferred<?>> done, @Nullable Deferred<?> first) throws Throwable;

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        int before = state;
        state = RUNNING;
        switch (before) {
            case CLAIMED -> {
                return start(strand, room);
            }
            case WATCHING -> {
                try {
                    var unused = Awaits.resumed(strand);
                } catch (Throwable thrown) {
                    cancelled = thrown;
                }
                return drain(strand, room);
            }
            case DRAINING -> {
                return end();
            }
            default -> throw corrupted();
        }
    }

    private @Nullable Object start(Strand<?> strand, int room) throws Throwable {
        Scheduler scheduler = ((Task<?>) strand).scheduler();
        own = new ArrayList<>();
        deferreds = members.claimAll(scheduler, own);
        watch = new Watch(deferreds, this::settles);
        own.forEach(scheduler::launch);
        if (watch.isOverAlready()) {
            return drain(strand, room);
        }
        var unused = Awaits.suspendOn(watch, strand);
        return suspend(strand, WATCHING);
    }

    private @Nullable Object drain(Strand<?> strand, int room) throws Throwable {
        watch.release((Task<?>) strand);
        List<Task<?>> left = new ArrayList<>(0);
        for (Task<?> task : own) {
            if (task.cancel(members.word + (cancelled == null ? " is decided" : ": " + cancelled))) {
                left.add(task);
            }
        }
        if (!left.isEmpty() && Awaits.await(Awaits.shielded(new Drain(left)), strand, room) == Awaits.SUSPENDED) {
            return suspend(strand, DRAINING);
        }
        return end();
    }

    private @Nullable Object end() throws Throwable {
        if (cancelled != null) {
            throw withOwnFailures(cancelled);
        }
        return conclude(deferreds, watch.first());
    }

    /** Adds the failures of the tasks that were started here to an exception that is thrown. */
    final Throwable withOwnFailures(Throwable thrown) {
        for (Task<?> task : own) {
            Throwable failure = task.isFailed() ? task.peekException() : null;
            if (failure != null && Failures.suppress(thrown, failure)) {
                Failures.hear(task);
            }
        }
        return thrown;
    }

    /** What is combined: awaitables and callables. */
    static final class Members {

        final String word;
        private final Object[] members;

        Members(String word, Collection<?> members) {
            this.word = word;
            this.members = members.toArray();
            for (Object member : this.members) {
                check(member);
            }
        }

        private void check(@Nullable Object member) {
            if (member == null) {
                throw new NullPointerException(word + ": one of the members is null");
            }
            if (!(member instanceof Awaitable<?>) && !(member instanceof AsyncCallable<?>)) {
                throw new IllegalArgumentException(word + " takes awaitables and AsyncCallables, not "
                        + member.getClass().getName());
            }
        }

        /** Makes tasks of the coroutines. All or none: a coroutine that can't be used must not leave its siblings running. */
        List<Deferred<?>> claimAll(Scheduler scheduler, List<Task<?>> made) {
            List<Deferred<?>> deferreds = new ArrayList<>(members.length);
            for (int i = 0; i < members.length; i++) {
                if (members[i] instanceof Deferred<?> deferred) {
                    deferreds.add(deferred);
                } else {
                    Frame<Object> root = members[i] instanceof Awaitable<?> awaitable
                            ? Roots.of(awaitable)
                            : Roots.of((AsyncCallable<?>) members[i]);
                    Task<?> task = new Task<>(scheduler, root, null);
                    task.adopt(Current.get());
                    made.add(task);
                    deferreds.add(task);
                }
            }
            Arrays.fill(members, null);
            return deferreds;
        }
    }
}
