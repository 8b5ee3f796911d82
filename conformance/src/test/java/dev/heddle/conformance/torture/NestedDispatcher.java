// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Dispatcher;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;
import java.util.ArrayDeque;

/**
 * Runs coroutines to their end on the calling thread, also from inside other coroutines that run there: so a library's method can be a coroutine and its callers need not
 * know. An event loop refuses to be nested, which is why there is a dispatcher of our own here; it is the smallest there can be.
 */
final class NestedDispatcher extends Dispatcher {

    private static final ThreadLocal<NestedDispatcher> OF_THREAD = ThreadLocal.withInitial(NestedDispatcher::new);

    private final ArrayDeque<NestedStrand<?>> ready = new ArrayDeque<>();
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final Thread thread = Thread.currentThread();

    static NestedDispatcher current() {
        return OF_THREAD.get();
    }

    /** Has hot coroutines that the thread starts outside any strand start here. */
    void install() {
        Current.get().dispatcher = this;
    }

    <T> NestedStrand<T> start(Frame<T> frame) {
        frame.claim();
        NestedStrand<T> strand = new NestedStrand<>(this, frame);
        ready.add(strand);
        return strand;
    }

    /** Runs what is ready, or does the first thing that was put off. Says false if there is neither. */
    boolean turn() {
        NestedStrand<?> strand = ready.poll();
        if (strand != null) {
            Current current = Current.get();
            Dispatcher before = current.dispatcher;
            current.dispatcher = this;
            strand.go(current);
            current.dispatcher = before;
            return true;
        }
        Runnable action = later.poll();
        if (action != null) {
            action.run();
        }
        return action != null;
    }

    /** Puts an action off until all strands wait. */
    void later(Runnable action) {
        later.add(action);
    }

    @Override
    protected boolean isConfined() {
        return true;
    }

    @Override
    protected boolean isHome() {
        return Thread.currentThread() == thread;
    }

    @Override
    protected void ready(Strand<?> strand) {
        ready.add((NestedStrand<?>) strand);
    }

    @Override
    protected void wake(Strand<?> strand, Suspension from, Object outcome) {
        if (((NestedStrand<?>) strand).resumes(from, outcome)) {
            ready(strand);
        }
    }

    @Override
    protected void cancel(Strand<?> strand, String reason) {
        throw Points.broken("nobody cancels here: " + strand);
    }

    @Override
    protected void post(Runnable action) {
        later(action);
    }

    @Override
    protected <T> Strand<T> strandFor(Frame<T> root) {
        return new NestedStrand<>(this, root);
    }

    @Override
    protected void started(Strand<?> strand) {}

    @Override
    protected void finished(Strand<?> strand) {}

    @Override
    protected void unheard(Strand<?> strand, Failure failure) {}

    static final class NestedStrand<T> extends Strand<T> {

        NestedStrand(Dispatcher home, Frame<T> root) {
            super(home, root);
        }

        void go(Current current) {
            step(current);
        }

        boolean resumes(Suspension from, Object outcome) {
            return resumeFrom(from, outcome);
        }
    }
}
