// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A selection's wait. It stands in many queues; whoever claims it first, in whichever of them, decides it.
 *
 * <p>To try and to queue up is one step: all latches are taken before, always in the same order, so that two selections never wait for each other's. The selection that
 * makes the step stands in no queue then, and can't itself be claimed; so it may claim others, which may be selections as well, without asking twice.
 */
final class SelectWait extends Suspension {

    private final List<? extends SelectCase<?>> cases;
    private final Exchange<?>[] latches;
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile @Nullable Strand<?> strand;

    /** Written by whoever decides, before the strand is woken. */
    private @Nullable SelectCase<?> winner;

    private @Nullable Object outcome;

    SelectWait(List<? extends SelectCase<?>> cases, Exchange<?>[] latches) {
        this.cases = cases;
        this.latches = latches;
    }

    @Override
    protected boolean arm(Strand<?> who) {
        strand = who;
        SelectCase<?> ready = null;
        Object found = null;
        Selection.latchAll(latches);
        try {
            for (SelectCase<?> each : cases) {
                found = each.attempt();
                if (found != SelectCase.NOT_YET) {
                    ready = each;
                    break;
                }
            }
            if (ready == null) {
                cases.forEach(each -> each.join(this, who));
            }
        } finally {
            Selection.unlatchAll(latches);
        }
        if (ready != null) {
            win(ready, found);
            return true;
        }
        for (SelectCase<?> each : cases) {
            if (!decided.get()) {
                each.subscribe(this);
            }
        }
        if (decided.get()) {
            // By one of them, maybe while the strand went on elsewhere.
            retireAll();
        }
        return true;
    }

    @Override
    protected void disarm(Strand<?> who) {
        retireAll();
    }

    @Override
    protected boolean tryCancel() {
        return claim();
    }

    void addWaiting(Collection<? super Strand<?>> strands) {
        Strand<?> who = strand;
        if (who != null && !decided.get()) {
            strands.add(who);
        }
    }

    boolean claim() {
        return decided.compareAndSet(false, true);
    }

    void win(SelectCase<?> each, @Nullable Object result) {
        if (claim()) {
            finish(each, result);
        }
    }

    /** Wakes the strand. By whoever has claimed this. */
    void finish(SelectCase<?> each, @Nullable Object result) {
        winner = each;
        outcome = result;
        Strand<?> who = strand;
        if (who != null) {
            wake(who, null);
        }
    }

    /** What the winner makes its result of, be it a failure. */
    @Nullable
    Object outcome() {
        return outcome;
    }

    @Nullable
    SelectCase<?> winner() {
        return winner;
    }

    void retireAll() {
        cases.forEach(SelectCase::retire);
    }
}
