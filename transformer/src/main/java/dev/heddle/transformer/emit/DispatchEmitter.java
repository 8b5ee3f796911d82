// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.analyse.Loop;
import dev.heddle.transformer.plan.BodyLayout;
import dev.heddle.transformer.plan.CoroutinePlan;
import dev.heddle.transformer.plan.State;
import dev.heddle.transformer.spill.Spill;
import dev.heddle.transformer.symbol.Symbols;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * Writes the ways from the entry to the states. A state in a loop is reached through the loop's header, never by a jump into its middle: such a loop has two entries, and
 * the JIT gives up on it (and C1 has crashed on it, JDK-8277447). While on the way the room is negative; a check at the header of each loop that has a state in it sees
 * that, and dispatches again. The check is of the room because the prologue has made the same: as long as nothing was ever resumed, the JIT knows the answer and drops it.
 * (The numbers below are those that {@code inspect} shows; the ones in the code are moved by STATE_BASE and the weight.)
 *
 * <pre>
 *   RESUME:  budget = BUDGET; switch (room) { -2: RESTORE_1; -3, -4: ENTER_A; … }
 *   ENTER_A: take out the variables that A leaves alone; give the others that A's frame wants some value; go to A
 *   A:       if (room &lt; 0) go to AT_A; …
 *   AT_A:    switch (room) { -3: RESTORE_2; -4: ENTER_B; … }
 * </pre>
 *
 * If the loop begins with a comparison that ENTER_A can arrange to be passed ({@link LoopTest}), the check stands behind that, for the JIT's sake.
 */
final class DispatchEmitter {

    private final CoroutinePlan plan;
    private final BodyLayout layout;
    private final MethodNode body;
    private final StackMaps stackMaps;
    private final SuspensionEmitter suspensions;
    private final EarlyRestores early;
    private final LabelNode corrupted;
    /** The loops that begin with a comparison instead of the check, which then follows. */
    private final Map<Loop, LoopTest> tests = new HashMap<>();

    private final Code code = new Code();
    private final LabelNode entry = new LabelNode();

    /** The states that are directly in a loop, or in none, and the loops that have a state in them. In the order of the code, so that the output is deterministic. */
    private final Map<@Nullable Loop, List<State>> statesIn = new HashMap<>();

    private final Map<Loop, LabelNode> checks = new LinkedHashMap<>();

    /** Where to jump to on the way to a state in the loop. */
    private final Map<Loop, LabelNode> entries = new HashMap<>();

    DispatchEmitter(
            CoroutinePlan plan,
            MethodNode body,
            StackMaps stackMaps,
            SuspensionEmitter suspensions,
            EarlyRestores early,
            LabelNode corrupted) {
        this.corrupted = corrupted;
        this.early = early;
        this.plan = plan;
        this.layout = plan.layout();
        this.body = body;
        this.stackMaps = stackMaps;
        this.suspensions = suspensions;
        for (State state : plan.states()) {
            List<Loop> loops = state.site().loops();
            for (Loop loop : loops) {
                checks.computeIfAbsent(loop, each -> new LabelNode());
            }
            for (int i = 0; i <= loops.size(); i++) {
                statesIn.computeIfAbsent(i == 0 ? null : loops.get(i - 1), each -> new ArrayList<>())
                        .add(state);
            }
        }
    }

    /** The label RESUME. */
    LabelNode entry() {
        return entry;
    }

    /** Writes the checks at the headers into the user's code. */
    void emitLoopChecks() {
        for (Map.Entry<Loop, LabelNode> check : checks.entrySet()) {
            Loop loop = check.getKey();
            LineNumberNode line = lineBefore(loop.frame(), loop.header());
            Code code = new Code();
            LoopTest test = test(loop);
            if (test != null) {
                tests.put(loop, test);
                body.instructions.insert(test.exit(), check(check.getValue()));
            }
            if (line == null || !loop.repeatedByJumps()) {
                entries.put(loop, loop.header());
            } else {
                splitHeader(code, loop, line.line);
            }
            if (test == null) {
                code.insns().add(check(check.getValue()));
            }
            body.instructions.insert(loop.frame(), code.insns());
        }
    }

    private @Nullable LoopTest test(Loop loop) {
        BitSet assigned = new BitSet();
        loop.assigned().stream().map(layout::map).forEach(assigned::set);
        return LoopTest.of(loop, assigned::get, slot -> early.isThere(loop, slot));
    }

    private InsnList check(LabelNode dispatch) {
        return new Code().iload(layout.room()).jump(Opcodes.IFLT, dispatch).insns();
    }

    /**
     * If a line begins at the header, a breakpoint there must not be hit on the way to a state. So the line gets two beginnings, for those who come from before the loop
     * and for those who come round, and behind them the header proper, which is no line's beginning:
     *
     * <pre>
     *   HEADER: line n; go to PROPER
     *   AGAIN:  line n; NOP
     *   PROPER: if (room &lt; 0) …
     * </pre>
     */
    private void splitHeader(Code code, Loop loop, int line) {
        LabelNode again = new LabelNode();
        LabelNode proper = new LabelNode();
        code.jump(Opcodes.GOTO, proper);
        code.label(again)
                .add(new LineNumberNode(line, again))
                .add(copy(loop.frame()))
                .op(Opcodes.NOP);
        code.label(proper).add(copy(loop.frame()));
        loop.backJumps().forEach(jump -> retarget(jump, loop.header(), again));
        entries.put(loop, proper);
    }

    private static FrameNode copy(FrameNode frame) {
        return new FrameNode(
                Opcodes.F_NEW, frame.local.size(), frame.local.toArray(), frame.stack.size(), frame.stack.toArray());
    }

    private static void retarget(AbstractInsnNode insn, LabelNode from, LabelNode to) {
        if (insn instanceof JumpInsnNode jump) {
            jump.label = to;
        } else if (insn instanceof TableSwitchInsnNode table) {
            table.labels.replaceAll(label -> label == from ? to : label);
            table.dflt = table.dflt == from ? to : table.dflt;
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            lookup.labels.replaceAll(label -> label == from ? to : label);
            lookup.dflt = lookup.dflt == from ? to : lookup.dflt;
        }
    }

    private static @Nullable LineNumberNode lineBefore(FrameNode frame, LabelNode header) {
        for (AbstractInsnNode insn = frame.getPrevious(); insn != null && insn != header; insn = insn.getPrevious()) {
            if (insn instanceof LineNumberNode line) {
                return line;
            }
        }
        return null;
    }

    /** Everything from RESUME on. To be called when the user's code is final, for it copies frames from there. */
    InsnList code() {
        if (plan.states().isEmpty()) {
            return code.insns();
        }
        code.label(entry).add(StackMaps.frame(stackMaps.entrySlots(false), List.of()));
        if (layout.budgeted()) {
            code.push(Symbols.BUDGET).access(Opcodes.ISTORE, layout.budget());
        }
        code.iload(layout.room());
        if (!layout.budgeted()) {
            // No loop has to be entered on the way: it is a room from here on, and no state need see to that.
            code.push(Symbols.ROOM - plan.weight()).access(Opcodes.ISTORE, layout.room());
        }
        dispatch(null, stackMaps.entrySlots(true));
        for (Map.Entry<Loop, LabelNode> check : checks.entrySet()) {
            FrameNode header = check.getKey().frame();
            List<Object> slots = StackMaps.expand(header.local);
            code.label(check.getValue()).add(StackMaps.frame(slots, header.stack));
            for (int i = header.stack.size() - 1; i >= 0; i--) {
                code.pop(header.stack.get(i));
            }
            code.iload(layout.room());
            dispatch(check.getKey(), slots);
        }
        return code.insns();
    }

    /** Writes a switch over the states in a loop, or over all; the state is on the stack. */
    private void dispatch(@Nullable Loop within, List<Object> slots) {
        Map<Loop, LabelNode> enter = new LinkedHashMap<>();
        List<State> states = statesIn.getOrDefault(within, List.of());
        LabelNode[] targets = new LabelNode[states.size()];
        int[] keys = new int[states.size()];
        for (int i = 0; i < states.size(); i++) {
            State state = states.get(states.size() - 1 - i);
            List<Loop> loops = state.site().loops();
            int depth = within == null ? 0 : loops.indexOf(within) + 1;
            keys[i] = state.code() + Symbols.STATE_BASE - plan.weight();
            targets[i] = depth == loops.size()
                    ? suspensions.restore(state, slots)
                    : enter.computeIfAbsent(loops.get(depth), each -> new LabelNode());
        }
        choose(keys, targets);
        enter.forEach((loop, label) -> enter(loop, label, slots));
    }

    private void choose(int[] keys, LabelNode[] targets) {
        int last = keys.length - 1;
        if (last == 0) {
            // Half as long as a switch.
            code.push(keys[0]).jump(Opcodes.IF_ICMPEQ, targets[0]).jump(Opcodes.GOTO, corrupted);
        } else if (keys[last] - keys[0] == last) {
            code.add(new TableSwitchInsnNode(keys[0], keys[last], corrupted, targets));
        } else {
            code.add(new LookupSwitchInsnNode(corrupted, keys, targets));
        }
    }

    /** Writes ENTER: gives the header's frame what it declares. Where the value is not to be had yet it is a dummy; RESTORE overwrites those that matter. */
    @SuppressWarnings("NullAway") // each loop with a check has an entry
    private void enter(Loop loop, LabelNode label, List<Object> slots) {
        code.label(label).add(StackMaps.frame(slots, List.of()));
        List<Object> wanted = StackMaps.expand(loop.frame().local);
        BitSet restored = new BitSet();
        for (Spill local : early.before(loop)) {
            suspensions.restore(code, local);
            restored.set(layout.map(local.index()));
        }
        for (int slot = 0; slot < wanted.size(); slot++) {
            Object type = wanted.get(slot);
            boolean there = restored.get(slot)
                    || (slot < slots.size() && slots.get(slot).equals(type));
            if (type != Opcodes.TOP && !there) {
                code.dummy(type).store(type, slot);
            }
        }
        LoopTest test = tests.get(loop);
        if (test != null) {
            test.pass(code);
        }
        for (Object type : loop.frame().stack) {
            code.dummy(type);
        }
        code.jump(Opcodes.GOTO, entries.get(loop));
    }
}
