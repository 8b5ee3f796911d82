// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

class MonitorDepthTest {

    @Test
    void monitors_are_counted_inside_and_forgotten_outside() {
        assertEquals(
                List.of(0, 1, 2, 1, 0),
                depths(
                        "Object o = new Object(); at(0); synchronized (o) { at(1); synchronized (T.class) { at(2); } at(3); } at(4);"));
    }

    @Test
    void an_early_way_out_lets_go() {
        assertEquals(List.of(1, 0), depths("for (;;) { synchronized (T.class) { at(0); if (c) break; } } at(1);"));
    }

    @Test
    void a_finally_block_behind_a_monitor_holds_nothing() {
        assertEquals(List.of(1, 0, 0), depths("try { synchronized (T.class) { at(0); } } finally { at(1); }"));
    }

    @Test
    void a_handler_inside_still_holds_it() {
        assertEquals(
                List.of(1, 1),
                depths("synchronized (T.class) { try { at(0); } catch (RuntimeException e) { at(1); } }"));
    }

    private static List<Integer> depths(String body) {
        MethodNode method = LoopFinderTest.method(body);
        MonitorDepth depth = MonitorDepth.of(ControlFlow.of(method));
        List<Integer> found = new ArrayList<>();
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof MethodInsnNode call && call.name.equals("at")) {
                found.add(depth.before(insn));
            }
        }
        return found;
    }
}
