// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Awaitable;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/**
 * A coroutine for tests, where nothing is woven: a list of steps. What a step returns is awaited, if it can be, and is then the next step's argument. A failure skips the
 * steps up to the next {@link #rescue} or {@link #lastly}.
 */
public final class Script extends Frame<Object> {

    /** A step. */
    public interface Step {
        /** Gives a value, or something to await. */
        Object go(Object value) throws Throwable;
    }

    private enum Kind {
        THEN,
        RESCUE,
        LASTLY
    }

    private record Entry(Kind kind, Step step) {}

    private final List<Entry> steps = new ArrayList<>();
    private int next;
    private Object value;
    private Throwable failure;
    private boolean keepsOutcome;

    private Script() {}

    /** A script without steps gives null. */
    public static Script script() {
        return new Script();
    }

    public Script then(Step step) {
        steps.add(new Entry(Kind.THEN, step));
        return this;
    }

    public Script run(Runnable action) {
        return then(before -> {
            action.run();
            return before;
        });
    }

    public Script await(Object awaitable) {
        return then(before -> awaitable);
    }

    public Script give(Object result) {
        return then(before -> result);
    }

    public Script rescue(Step step) {
        steps.add(new Entry(Kind.RESCUE, step));
        return this;
    }

    /** Runs whatever came before, and goes on with that. */
    public Script lastly(Step step) {
        steps.add(new Entry(Kind.LASTLY, step));
        return this;
    }

    public Script repeat(int times, IntFunction<Object> step) {
        for (int i = 0; i < times; i++) {
            int round = i;
            then(before -> step.apply(round));
        }
        return this;
    }

    @Override
    protected Object resume(Strand<?> strand, int room) throws Throwable {
        if (state != CLAIMED) {
            take(() -> Awaits.resumed(strand));
        }
        state = RUNNING;
        while (next < steps.size()) {
            Entry entry = steps.get(next++);
            if ((entry.kind == Kind.THEN && failure != null) || (entry.kind == Kind.RESCUE && failure == null)) {
                continue;
            }
            keepsOutcome = entry.kind == Kind.LASTLY;
            Object argument = entry.kind == Kind.RESCUE ? failure : value;
            if (entry.kind == Kind.RESCUE) {
                failure = null;
            }
            if (!take(() -> begin(entry.step.go(argument), strand, room))) {
                return suspend(strand, CLAIMED - next);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return value;
    }

    private static Object begin(Object given, Strand<?> strand, int room) throws Throwable {
        if (given instanceof Awaitable<?> awaitable) {
            return Awaits.await(awaitable, strand, room - 64);
        }
        return given instanceof CompletionStage<?> stage ? Awaits.await(stage, strand, room) : given;
    }

    private interface Source {
        Object get() throws Throwable;
    }

    /** Says false if it is suspended. */
    private boolean take(Source source) {
        try {
            Object got = source.get();
            if (got == Awaits.SUSPENDED) {
                return false;
            }
            if (!keepsOutcome) {
                value = got;
            }
        } catch (Throwable thrown) {
            failure = thrown;
        }
        return true;
    }
}
