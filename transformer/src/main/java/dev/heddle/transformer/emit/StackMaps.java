// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.analyse.TypeFlow;
import dev.heddle.transformer.plan.BodyLayout;
import dev.heddle.transformer.plan.CoroutinePlan;
import dev.heddle.transformer.symbol.Symbols;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Makes the stack map frames of a body. The compiler's own are kept, with these changes: variables move to their new slots, ours are added, what is not needed any more
 * is left out (so nothing has to be restored for the verifier's sake alone), and null stands for objects that are made later. An argument's slot stays in as long as it has the
 * argument's type, for it has that also when a body is resumed: most frames are then like the one on entry, and take a byte or a few instead of thirty.
 */
final class StackMaps {

    private final CoroutinePlan plan;
    private final BodyLayout layout;
    private final Set<TypeInsnNode> unmade;

    /** The types of the arguments in their slots, after the receiver's place; none if they travel in the frame. */
    private final List<Object> arguments = new ArrayList<>();

    StackMaps(CoroutinePlan plan) {
        this.plan = plan;
        this.layout = plan.layout();
        this.unmade = plan.analysis().unmade();
        if (layout.receiver() == 1) {
            arguments.add(Opcodes.TOP);
        }
        for (Type argument : plan.argumentTypes()) {
            Object type = verifierType(argument);
            arguments.add(type);
            if (TypeFlow.isWide(type)) {
                arguments.add(Opcodes.TOP);
            }
        }
    }

    /** The types of the arguments in their slots, which no body moves; TOP where there is none. */
    List<Object> arguments() {
        return arguments;
    }

    /** Rewrites one of the compiler's frames in its place. */
    void rewrite(FrameNode frame, BitSet live) {
        List<Object> stack = new ArrayList<>();
        frame.stack.forEach(type -> stack.add(mapped(type)));
        frame.local = compact(slots(expand(frame.local), live, true));
        frame.stack = stack;
    }

    /** The frame at a site: the variables that are kept, and a stack. */
    FrameNode at(List<Object> locals, BitSet kept, List<Object> stack) {
        List<Object> mapped = new ArrayList<>();
        stack.forEach(type -> mapped.add(mapped(type)));
        return frame(slots(locals, kept, true), mapped);
    }

    /** The variables on entry: the arguments, and the budget if it is set already. */
    List<Object> entrySlots(boolean budgetSet) {
        return slots(arguments, new BitSet(), budgetSet);
    }

    /** What is the same everywhere: the receiver, and what every body has. */
    List<Object> commonSlots() {
        return slots(List.of(), new BitSet(), false);
    }

    static FrameNode frame(List<Object> slots, List<Object> stack) {
        List<Object> local = compact(slots);
        return new FrameNode(Opcodes.F_NEW, local.size(), local.toArray(), stack.size(), stack.toArray());
    }

    /** From slots as they were, of which only some are kept, to the body's. */
    private List<Object> slots(List<Object> before, BitSet kept, boolean budgetSet) {
        List<Object> after = new ArrayList<>();
        if (layout.receiver() == 1) {
            after.add(plan.owner());
        }
        for (int slot = layout.receiverCopied() ? 0 : layout.receiver(); slot < before.size(); slot++) {
            Object type = mapped(before.get(slot));
            if (type != Opcodes.TOP && (kept.get(slot) || isArgument(slot, type))) {
                set(after, layout.map(slot), type);
                if (TypeFlow.isWide(type)) {
                    set(after, layout.map(slot) + 1, Opcodes.TOP);
                }
            }
        }
        set(after, layout.strand(), Symbols.STRAND);
        set(after, layout.frame(), plan.frameName());
        set(after, layout.room(), Opcodes.INTEGER);
        if (layout.budgeted() && budgetSet) {
            set(after, layout.budget(), Opcodes.INTEGER);
        }
        return after;
    }

    private boolean isArgument(int slot, Object type) {
        return slot < arguments.size() && arguments.get(slot).equals(type);
    }

    private static void set(List<Object> slots, int slot, Object type) {
        while (slots.size() <= slot) {
            slots.add(Opcodes.TOP);
        }
        slots.set(slot, type);
    }

    /** ASM's form of the variables, where a long or double is one entry, to one entry a slot. */
    static List<Object> expand(@Nullable List<Object> locals) {
        List<Object> slots = new ArrayList<>();
        if (locals != null) {
            for (Object type : locals) {
                slots.add(type);
                if (TypeFlow.isWide(type)) {
                    slots.add(Opcodes.TOP);
                }
            }
        }
        return slots;
    }

    private static List<Object> compact(List<Object> slots) {
        List<Object> locals = new ArrayList<>();
        int end = slots.size();
        while (end > 0 && slots.get(end - 1) == Opcodes.TOP && (end < 2 || !TypeFlow.isWide(slots.get(end - 2)))) {
            end--;
        }
        for (int slot = 0; slot < end; slot++) {
            Object type = slots.get(slot);
            locals.add(type);
            if (TypeFlow.isWide(type)) {
                slot++;
            }
        }
        return locals;
    }

    private Object mapped(Object type) {
        if (type instanceof TypeInsnNode made) {
            return unmade.contains(made) ? Opcodes.NULL : labelOf(made);
        }
        if (type instanceof LabelNode label) {
            for (AbstractInsnNode insn = label; insn != null; insn = insn.getNext()) {
                if (insn.getOpcode() >= 0) {
                    return insn instanceof TypeInsnNode made && unmade.contains(made) ? Opcodes.NULL : label;
                }
            }
        }
        return type;
    }

    private static LabelNode labelOf(TypeInsnNode made) {
        return (LabelNode) made.getPrevious();
    }

    private static Object verifierType(Type type) {
        return switch (type.getSort()) {
            case Type.LONG -> Opcodes.LONG;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.ARRAY -> type.getDescriptor();
            case Type.OBJECT -> type.getInternalName();
            default -> Opcodes.INTEGER;
        };
    }
}
