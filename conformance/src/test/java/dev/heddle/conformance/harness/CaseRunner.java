// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Runs cases, and tells what came of it. */
public final class CaseRunner {

    private static final long PATIENCE_SECONDS = 20;

    private CaseRunner() {}

    /** Runs a twin: it is over when it returns. */
    public static Outcome twin(Method method, int failing) {
        return twin(method, new Run(Mode.READY, failing, Runnable::run));
    }

    /** Runs a twin as if it were cancelled in an await, and in all that follow; null if it does not end then. */
    static Outcome twinCancelled(Method method, Mode mode, int await) {
        Run run = Run.cancelling(mode, await, Runnable::run);
        Outcome outcome = twin(method, run);
        return run.isEndless() ? null : outcome;
    }

    private static Outcome twin(Method method, Run run) {
        try {
            Object value = invoke(method);
            return Outcome.value(
                    value instanceof dev.heddle.conformance.twin.Coroutine<?> made ? made.get() : value, run);
        } catch (Throwable failure) {
            return Outcome.failure(failure, run);
        }
    }

    /** Runs a woven case. */
    public static Outcome woven(Method method, Mode mode, int failing) {
        return Coroutine.class.isAssignableFrom(method.getReturnType())
                ? cold(method, mode, failing)
                : hot(method, mode, failing);
    }

    private static Outcome cold(Method method, Mode mode, int failing) {
        return cold(method, mode, loop -> new Run(mode, failing, loop));
    }

    /** Runs a woven cold case that is cancelled as it waits. */
    static Outcome cancelled(Method method, Mode mode, int await) {
        return cold(method, mode, loop -> Run.cancelling(mode, await, loop));
    }

    private static Outcome cold(Method method, Mode mode, Function<EventLoop, Run> starter) {
        EventLoop.Builder builder = EventLoop.builder();
        // A loop can't know that another thread will still wake it.
        try (EventLoop loop = (mode == Mode.THREAD ? builder : builder.failWhenStuck()).build()) {
            Run run = starter.apply(loop);
            try {
                return Outcome.value(loop.runUntilDone((Coroutine<?>) invoke(method)), run);
            } catch (Throwable failure) {
                return Outcome.failure(failure, run);
            }
        }
    }

    /** Without a loop: the body goes on where it is completed. */
    private static Outcome hot(Method method, Mode mode, int failing) {
        LinkedBlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
        Run run = new Run(mode, failing, later::add);
        CompletableFuture<Object[]> end = new CompletableFuture<>();
        try {
            CompletionStage<?> stage = (CompletionStage<?>) invoke(method);
            stage.whenComplete((value, failure) -> {
                later.add(() -> end.complete(new Object[] {value, failure}));
            });
            while (!end.isDone()) {
                Runnable next = later.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new TimeoutException("the case does not end");
                }
                next.run();
            }
            Object[] outcome = end.get();
            return outcome[1] == null ? Outcome.value(outcome[0], run) : Outcome.failure((Throwable) outcome[1], run);
        } catch (Throwable failure) {
            return Outcome.failure(failure, run);
        }
    }

    private static Object invoke(Method method) throws Throwable {
        try {
            return method.invoke(null);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
