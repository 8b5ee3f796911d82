// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import dev.heddle.transformer.analyse.ControlFlow;
import dev.heddle.transformer.analyse.MonitorDepth;
import dev.heddle.transformer.analyse.TypeFlow;
import dev.heddle.transformer.analyse.TypeState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes a coroutine of a method's code, in three steps: some calls of what are coroutines themselves are awaited, or returned in tail position; what it returns is wrapped; and
 * awaits are put between instructions, wherever chance has it, whatever stands on the stack there. Not where a monitor may be held: that is refused by name.
 */
final class MethodTormentor {

    private static final int[] DENSITIES = {2, 10, 10, 30, 30, 100};

    /** How many awaits there are in a method at the most, about. A few methods have no such limit, and may get too large. */
    private static final int MOST_AWAITS = 100;

    /** Instructions that take an instruction's place are numbered after it. */
    static final int NUMBERS_APART = 16;

    private final Tormentor tormentor;
    private final ClassNode owner;
    private final MethodNode body;
    private final Converted converted;
    private final int density;
    private final Set<AbstractInsnNode> guarded = new HashSet<>();
    private final Set<AbstractInsnNode> tails = new HashSet<>();
    private final Map<AbstractInsnNode, Integer> numbers = new HashMap<>();

    MethodTormentor(Tormentor tormentor, ClassNode owner, MethodNode body, Converted converted, int gentler) {
        this.tormentor = tormentor;
        this.owner = owner;
        this.body = body;
        this.converted = converted;
        this.density = density(gentler);
        for (AbstractInsnNode insn : body.instructions) {
            numbers.put(insn, NUMBERS_APART * (numbers.size() + 1));
        }
    }

    /** In a thousand. */
    private int density(int gentler) {
        Dice dice = new Dice(tormentor.seed(), "density " + converted.id());
        int chosen = 10 * DENSITIES[dice.below(DENSITIES.length)];
        int most = dice.percent(3) ? 1_000 : 1_000 * MOST_AWAITS / Math.max(1, body.instructions.size());
        return Math.min(chosen, most) >> gentler;
    }

    void torture() {
        MonitorDepth monitors = MonitorDepth.of(ControlFlow.of(body));
        for (AbstractInsnNode insn : body.instructions) {
            if (monitors.before(insn) > 0) {
                guarded.add(insn);
            }
        }
        awaitCalls();
        wrapResults();
        insertAwaits();
    }

    /** Tells whether something is to be done at an instruction. The dice have the instruction's name, so that one place can be left out and the others stay as they are. */
    private boolean takes(int thousandth, String what, AbstractInsnNode insn) {
        int number = numbers.get(insn);
        boolean chosen = dice(what.charAt(0) + "", number).below(1_000) < thousandth;
        if (!chosen || !tormentor.selection().hasPlace(number)) {
            return false;
        }
        tormentor.note(new Tormentor.Place(converted.id(), number, what));
        return true;
    }

    private Dice dice(String about, int number) {
        return new Dice(tormentor.seed(), converted.id() + "#" + number + about);
    }

    private void awaitCalls() {
        for (AbstractInsnNode insn : body.instructions.toArray()) {
            if (!(insn instanceof MethodInsnNode call) || guarded.contains(insn)) {
                continue;
            }
            Optional<Converted> target = target(call);
            if (target.isEmpty()) {
                continue;
            }
            Converted callee = target.get();
            AbstractInsnNode next = next(call);
            boolean tail = next != null
                    && next.getOpcode() == converted.returned().getOpcode(Opcodes.IRETURN)
                    && Boxes.isReference(callee.returned()) == Boxes.isReference(converted.returned())
                    && callee.returned().getOpcode(Opcodes.IRETURN) == next.getOpcode()
                    && converted.kind().mayReturn(callee.kind());
            boolean visible = tormentor.isVisible(callee.returned(), owner.name);
            if (tail && takes(400, "tail call of " + callee.id(), call)) {
                InsnList code = new InsnList();
                Tormentor.call(code, callee);
                code.add(new InsnNode(Opcodes.ARETURN));
                tails.add(code.getLast());
                replace(call, code);
                body.instructions.remove(next);
            } else if (visible && takes(600, "await of " + callee.id(), call)) {
                InsnList code = new InsnList();
                Tormentor.call(code, callee);
                AwaitCode.await(
                        code,
                        callee.kind() == Converted.Kind.COROUTINE,
                        dice("witness", numbers.get(insn)).percent(20));
                Boxes.unbox(code, callee.returned());
                replace(call, code);
            }
        }
    }

    private Optional<Converted> target(MethodInsnNode call) {
        if (call.name.startsWith("<")) {
            return Optional.empty();
        }
        Optional<Converted> callee = tormentor.converted(call.owner, call.name, call.desc);
        boolean bound = call.getOpcode() == Opcodes.INVOKESTATIC;
        if (call.owner.equals(owner.name)) {
            bound |= owner.methods.stream()
                    .anyMatch(method -> method.name.equals(call.name)
                            && method.desc.equals(call.desc)
                            && ((method.access | owner.access & Opcodes.ACC_FINAL)
                                            & (Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL))
                                    != 0);
        }
        return bound ? callee : Optional.empty();
    }

    /** The next instruction, if nothing can lead in between. */
    private static AbstractInsnNode next(AbstractInsnNode insn) {
        AbstractInsnNode next = insn.getNext();
        while (next != null && next.getOpcode() < 0) {
            if (next instanceof FrameNode) {
                return null;
            }
            next = next.getNext();
        }
        return next;
    }

    private void replace(AbstractInsnNode insn, InsnList code) {
        int number = numbers.get(insn);
        for (AbstractInsnNode each : code) {
            numbers.put(each, ++number);
        }
        body.instructions.insertBefore(insn, code);
        body.instructions.remove(insn);
    }

    private void wrapResults() {
        Converted.Kind kind = converted.kind();
        for (AbstractInsnNode insn : body.instructions.toArray()) {
            int opcode = insn.getOpcode();
            if (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN || tails.contains(insn)) {
                continue;
            }
            InsnList code = new InsnList();
            boolean done = opcode == Opcodes.RETURN && kind == Converted.Kind.COROUTINE;
            String wrapper = kind == Converted.Kind.FUTURE ? "completedFuture" : "completedStage";
            if (!done) {
                Boxes.box(code, converted.returned());
                code.add(new MethodInsnNode(
                        Opcodes.INVOKESTATIC,
                        kind == Converted.Kind.COROUTINE ? kind.type : Converted.Kind.FUTURE.type,
                        kind == Converted.Kind.COROUTINE ? "result" : wrapper,
                        "(Ljava/lang/Object;)L" + kind.type + ";",
                        kind == Converted.Kind.COROUTINE));
            } else {
                code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, kind.type, "done", "()L" + kind.type + ";", true));
            }
            AbstractInsnNode returns = new InsnNode(Opcodes.ARETURN);
            code.add(returns);
            if (guarded.contains(insn)) {
                code.forEach(guarded::add);
            }
            replace(insn, code);
        }
    }

    private void insertAwaits() {
        Map<AbstractInsnNode, TypeState> chosen = new LinkedHashMap<>();
        for (AbstractInsnNode insn : body.instructions) {
            if (insn.getOpcode() >= 0
                    && !guarded.contains(insn)
                    && takes(density, "before " + AwaitCode.describe(insn), insn)) {
                chosen.put(insn, null);
            }
        }
        types(chosen);
        chosen.forEach((insn, types) -> {
            int number = numbers.get(insn);
            int id = Points.register(converted.id() + "#" + number);
            Set<Object> labels = labelsOf(insn);
            AwaitCode code = new AwaitCode(body, types, id, dice("code", number));
            body.instructions.insertBefore(insn, code.before(insn));
            if (insn.getOpcode() == Opcodes.NEW) {
                relabel(insn, labels);
            }
        });
    }

    /** Finds out what the variables and operands are at the chosen instructions. */
    private void types(Map<AbstractInsnNode, TypeState> chosen) {
        for (AbstractInsnNode insn : body.instructions.toArray()) {
            if (insn.getOpcode() == Opcodes.NEW) {
                body.instructions.insertBefore(insn, new LabelNode());
            }
        }
        TypeFlow.walk(owner.name, body, (insn, types) -> {
            if (chosen.containsKey(insn)) {
                chosen.put(insn, types.now());
            }
        });
        // What is never reached has no types, and no frame could be right there.
        chosen.values().removeIf(Objects::isNull);
    }

    private static Set<Object> labelsOf(AbstractInsnNode insn) {
        Set<Object> labels = new HashSet<>();
        for (AbstractInsnNode each = insn.getPrevious();
                each != null && each.getOpcode() < 0;
                each = each.getPrevious()) {
            labels.add(each);
        }
        return labels;
    }

    /** Frames name an object that is not initialised by the label of its NEW, which has to stay right before it. */
    private void relabel(AbstractInsnNode insn, Set<Object> before) {
        LabelNode label = new LabelNode();
        body.instructions.insertBefore(insn, label);
        for (AbstractInsnNode each : body.instructions) {
            if (each instanceof FrameNode frame) {
                frame.local.replaceAll(type -> before.contains(type) ? label : type);
                frame.stack.replaceAll(type -> before.contains(type) ? label : type);
            }
        }
    }
}
