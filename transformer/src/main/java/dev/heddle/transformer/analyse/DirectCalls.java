// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the awaits of calls that can go straight to the awaited body, without a coroutine being made: {@code await(foo(x))} where {@code foo} is a cold coroutine of the
 * same class that nothing overrides.
 */
final class DirectCalls {

    /** A body takes the receiver, the arguments, and three slots of its own; the JVM allows 255. */
    static final int MOST_ARGUMENT_SLOTS = 252;

    private final String owner;
    private final Set<String> callable = new HashSet<>();

    DirectCalls(ClassNode node, Set<String> lambdas) {
        this.owner = node.name;
        boolean finalClass = (node.access & Opcodes.ACC_FINAL) != 0;
        for (MethodNode method : node.methods) {
            boolean fixed =
                    finalClass || (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL)) != 0;
            boolean cold = Coroutines.kindOf(method, lambdas)
                    .filter(kind -> !kind.isHot())
                    .isPresent();
            boolean monitor = (method.access & Opcodes.ACC_SYNCHRONIZED) != 0;
            if (fixed && cold && !monitor && fits(method)) {
                callable.add(method.name + method.desc);
            }
        }
    }

    /** Tells whether a method's arguments go over the stack; else they travel in the frame, and a frame is always made. */
    static boolean fits(MethodNode method) {
        int receiver = (method.access & Opcodes.ACC_STATIC) == 0 ? 1 : 0;
        return argumentSlots(method.desc) + receiver <= MOST_ARGUMENT_SLOTS;
    }

    private static int argumentSlots(String descriptor) {
        int slots = 0;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            slots += argument.getSize();
        }
        return slots;
    }

    /** The call whose value is awaited or returned by an instruction, if nothing stands between them and it can be bound. */
    @Nullable
    MethodInsnNode before(AbstractInsnNode consumer, boolean witness) {
        AbstractInsnNode insn = previous(consumer);
        if (witness) {
            if (!(insn instanceof LdcInsnNode constant && constant.cst instanceof Type)) {
                return null;
            }
            insn = previous(insn);
        }
        return insn instanceof MethodInsnNode call
                        && call.owner.equals(owner)
                        && callable.contains(call.name + call.desc)
                ? call
                : null;
    }

    /** The instruction before, unless some way may lead in between. */
    static @Nullable AbstractInsnNode previous(AbstractInsnNode insn) {
        AbstractInsnNode before = insn.getPrevious();
        while (before != null && before.getOpcode() < 0) {
            if (before instanceof FrameNode) {
                return null;
            }
            before = before.getPrevious();
        }
        return before;
    }
}
