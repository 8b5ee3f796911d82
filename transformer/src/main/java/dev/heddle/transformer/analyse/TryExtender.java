// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Has try blocks cover the returns in them. An {@code areturn} does not throw, so javac ends a try block just before it:
 *
 * <pre>
 *   try { return foo(); } catch (E e) { … }         START: INVOKE foo; END: ARETURN; HANDLER: …
 * </pre>
 *
 * In a coroutine it is there that foo is awaited, and what foo throws is caught by the handler.
 */
final class TryExtender {

    private TryExtender() {}

    /**
     * Moves the ends of the try blocks.
     *
     * @param method a method with code; changed
     */
    static void coverReturns(MethodNode method) {
        Map<AbstractInsnNode, LabelNode> ends = new HashMap<>();
        for (TryCatchBlockNode each : method.tryCatchBlocks) {
            AbstractInsnNode next = each.end;
            while (next != null && next.getOpcode() < 0 && !(next instanceof FrameNode)) {
                next = next.getNext();
            }
            // Where a frame is between, some way leads to the return that does not come from the try block.
            if (next != null && next.getOpcode() == Opcodes.ARETURN && !releasesMonitor(each.handler)) {
                AbstractInsnNode areturn = next;
                each.end = ends.computeIfAbsent(areturn, key -> {
                    LabelNode end = new LabelNode();
                    method.instructions.insert(areturn, end);
                    return end;
                });
            }
        }
    }

    /** Whether a handler is what javac adds to a synchronized block, which ends at its monitorexit: when the coroutine is awaited, the monitor is held no longer. */
    private static boolean releasesMonitor(LabelNode handler) {
        AbstractInsnNode insn = handler;
        for (int opcode : new int[] {Opcodes.ASTORE, Opcodes.ALOAD, Opcodes.MONITOREXIT}) {
            do {
                insn = insn.getNext();
            } while (insn != null && insn.getOpcode() < 0);
            if (insn == null || insn.getOpcode() != opcode) {
                return false;
            }
        }
        return true;
    }
}
