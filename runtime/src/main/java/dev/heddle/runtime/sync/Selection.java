// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Select#first()}: tries, waits if nothing is ready, cleans up, and calls the winner's handler. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.sync.Select",
        method = "first",
        descriptor = "()Ldev/heddle/Coroutine;",
        file = "Select.java",
        lines = {},
        awaits = {},
        kept = {})
final class Selection<R extends @Nullable Object> extends Frame<R> {

    private static final int WAITING = CLAIMED - 1;

    private final List<SelectCase<R>> cases;
    private final @Nullable Supplier<? extends R> otherwise;
    private @Nullable SelectWait wait;

    Selection(List<SelectCase<R>> cases, @Nullable Supplier<? extends R> otherwise) {
        this.cases = cases;
        this.otherwise = otherwise;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) {
        int from = state;
        state = RUNNING;
        return switch (from) {
            case CLAIMED -> start(strand);
            case WAITING -> decided(strand);
            default -> throw corrupted();
        };
    }

    private @Nullable Object start(Strand<?> strand) {
        Exchange<?>[] latches = latches();
        // One by one: what is ready needs no more than its own latch.
        for (SelectCase<R> each : cases) {
            Object outcome = attempt(each, strand);
            if (outcome != SelectCase.NOT_YET) {
                return each.result(outcome);
            }
        }
        if (otherwise != null) {
            return otherwise.get();
        }
        SelectWait begun = new SelectWait(cases, latches);
        wait = begun;
        var unused = Awaits.suspendOn(begun, strand);
        return suspend(strand, WAITING);
    }

    private static @Nullable Object attempt(SelectCase<?> each, Strand<?> strand) {
        Exchange<?> exchange = each.exchange();
        if (exchange == null) {
            return each.attempt();
        }
        exchange.enter(strand);
        try {
            return each.attempt();
        } finally {
            exchange.exitAndWake();
        }
    }

    @SuppressWarnings("unchecked") // the winner is one of this selection's cases
    private R decided(Strand<?> strand) {
        SelectWait ended = Objects.requireNonNull(wait);
        try {
            var unused = Awaits.resumed(strand);
        } finally {
            ended.retireAll();
        }
        return ((SelectCase<R>) Objects.requireNonNull(ended.winner())).result(ended.outcome());
    }

    /** The channels' latches, each once, in an order that is the same for all selections. */
    private Exchange<?>[] latches() {
        return cases.stream()
                .map(SelectCase::exchange)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparingLong(Exchange::number))
                .toArray(Exchange<?>[]::new);
    }

    static void latchAll(Exchange<?>[] latches) {
        for (Exchange<?> each : latches) {
            each.guard();
        }
    }

    /** Opens all latches before it wakes whom the one case that was ready served. */
    static void unlatchAll(Exchange<?>[] latches) {
        Waiter woken = null;
        Object outcome = null;
        for (Exchange<?> each : latches) {
            if (each.late != null) {
                woken = each.late;
                outcome = each.lateOutcome;
                each.late = null;
                each.lateOutcome = null;
            }
            each.exit();
        }
        if (woken != null) {
            woken.complete(outcome);
        }
    }
}
