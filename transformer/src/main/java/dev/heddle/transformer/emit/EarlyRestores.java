// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.analyse.Loop;
import dev.heddle.transformer.plan.BodyLayout;
import dev.heddle.transformer.plan.CoroutinePlan;
import dev.heddle.transformer.plan.State;
import dev.heddle.transformer.spill.Spill;
import dev.heddle.transformer.spill.SpillPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which variables are taken out of the frame before a loop is entered on the way to a state, instead of at the state: those that the loop does not assign. If a loop had an
 * assignment to them for the sake of a resumed body, the JIT would take them for variables in all of it, and look at them in each round: an awaited promise, whether it is null.
 */
final class EarlyRestores {

    private final BodyLayout layout;
    private final SpillPlan spills;
    private final Map<Loop, List<Spill>> before = new HashMap<>();

    EarlyRestores(CoroutinePlan plan, SpillPlan spills) {
        this.layout = plan.layout();
        this.spills = spills;
        // A loop comes before the loops inside.
        Map<Loop, List<State>> statesIn = new LinkedHashMap<>();
        for (State state : plan.states()) {
            state.site()
                    .loops()
                    .forEach(loop -> statesIn.computeIfAbsent(loop, each -> new ArrayList<>())
                            .add(state));
        }
        statesIn.forEach((loop, states) -> before.put(loop, choose(loop, states)));
    }

    /** What is to be taken out before this loop, and not before one around it. */
    List<Spill> before(Loop loop) {
        return before.getOrDefault(loop, List.of());
    }

    /** Whether the variable in a slot of the body is there already when this loop is entered. */
    boolean isThere(Loop loop, int slot) {
        for (Loop each = loop; each != null; each = each.outer()) {
            if (before(each).stream().anyMatch(local -> layout.map(local.index()) == slot)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a variable is there already when the state is reached. */
    boolean isDone(State state, Spill local) {
        return state.site().loops().stream()
                .flatMap(loop -> before(loop).stream())
                .anyMatch(early -> early.index() == local.index());
    }

    private List<Spill> choose(Loop loop, List<State> states) {
        State first = states.get(0);
        return localsOf(first).stream()
                .filter(local -> local.field() != null
                        && !loop.assigned().get(local.index())
                        && isDeclared(local, loop)
                        && !isDone(first, local)
                        && states.stream().allMatch(state -> hasSame(local, state)))
                .toList();
    }

    private boolean isDeclared(Spill local, Loop loop) {
        List<Object> slots = StackMaps.expand(loop.frame().local);
        int slot = layout.map(local.index());
        return slot < slots.size() && slots.get(slot).equals(local.type());
    }

    private boolean hasSame(Spill local, State state) {
        return localsOf(state).stream()
                .anyMatch(each -> each.index() == local.index() && Objects.equals(each.field(), local.field()));
    }

    private List<Spill> localsOf(State state) {
        return spills.states().get(state.number() - 1).locals();
    }
}
