// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.HashMap;
import java.util.LinkedHashMap;
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
 * In a coroutine it is there that foo is awaited, and what foo throws is caught by the handler. But not by one that counts on a monitor, as the one that a compiler adds to
 * each synchronized block does: when the coroutine is awaited, the monitor is held no longer. javac and ecj write such handlers differently.
 */
final class TryExtender {

    private TryExtender() {}

    /**
     * Moves the ends of the try blocks.
     *
     * @param method a method with code; changed
     */
    static void coverReturns(MethodNode method) {
        Map<TryCatchBlockNode, AbstractInsnNode> uncovered = uncoveredReturns(method);
        Map<AbstractInsnNode, LabelNode> ends = new HashMap<>();
        uncovered.forEach((each, areturn) -> each.end = ends.computeIfAbsent(areturn, key -> {
            LabelNode end = new LabelNode();
            method.instructions.insert(areturn, end);
            return end;
        }));
    }

    private static Map<TryCatchBlockNode, AbstractInsnNode> uncoveredReturns(MethodNode method) {
        Map<TryCatchBlockNode, AbstractInsnNode> uncovered = new LinkedHashMap<>();
        for (TryCatchBlockNode each : method.tryCatchBlocks) {
            AbstractInsnNode next = each.end;
            while (next != null && next.getOpcode() < 0 && !(next instanceof FrameNode)) {
                next = next.getNext();
            }
            // Where a frame is between, some way leads to the return that does not come from the try block.
            if (next != null && next.getOpcode() == Opcodes.ARETURN) {
                uncovered.put(each, next);
            }
        }
        if (!uncovered.isEmpty()) {
            MonitorDepth monitors = MonitorDepth.of(ControlFlow.of(method));
            uncovered
                    .entrySet()
                    .removeIf(each -> monitors.before(each.getKey().handler) > monitors.before(each.getValue()));
        }
        return uncovered;
    }
}
