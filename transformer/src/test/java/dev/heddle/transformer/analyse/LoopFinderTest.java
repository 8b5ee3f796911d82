// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.heddle.transformer.SourceCompiler;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Each call of {@code at(n)} in the source is a place whose loops are looked at. */
class LoopFinderTest {

    @Test
    void straight_code_is_in_no_loop() {
        assertEquals(List.of(0, 0), depths("at(0); if (c) at(1);"));
    }

    @Test
    void a_body_is_in_its_loop_and_what_follows_is_not() {
        assertEquals(List.of(0, 1, 0), depths("at(0); while (go()) { at(1); } at(2);"));
    }

    @Test
    void loops_nest() {
        assertEquals(
                List.of(1, 2, 3, 2, 1),
                depths(
                        "while (go()) { at(0); do { at(1); for (;;) { at(2); if (go()) break; } at(3); } while (go()); at(4); }"));
    }

    @Test
    void a_way_out_of_two_loops_at_once_belongs_to_neither() {
        assertEquals(
                List.of(2, 0), depths("outer: while (go()) { while (go()) { at(0); if (c) break outer; } } at(1);"));
    }

    @Test
    void a_retry_after_an_exception_is_a_loop() {
        assertEquals(List.of(1, 1), depths("for (;;) { try { at(0); break; } catch (RuntimeException e) { at(1); } }"));
    }

    @Test
    void places_in_the_same_loop_share_it_and_those_in_its_neighbour_do_not() {
        List<Loop> loops = loops("while (go()) { at(0); if (c) at(1); } while (go()) { at(2); }");
        assertSame(loops.get(0), loops.get(1));
        assertNotSame(loops.get(0), loops.get(2));
    }

    @Test
    void a_loop_knows_what_it_assigns_and_no_neighbour_of_it() {
        BitSet inner = loops("int i = 0; Object o = null; long j = 0; Object p = null;"
                        + " while (go()) { i++; j = i; while (go()) { at(0); i = o == p ? 1 : 2; } }")
                .get(0)
                .assigned();
        BitSet outer = loops("int i = 0; Object o = null; long j = 0; Object p = null;"
                        + " while (go()) { i++; j = i; at(0); }")
                .get(0)
                .assigned();
        assertEquals(1, inner.cardinality(), () -> "only i: " + inner);
        // The long takes two slots, and what is declared between and behind is left alone.
        assertEquals(3, outer.cardinality(), () -> "i and j: " + outer);
    }

    @Test
    void a_loop_knows_the_jump_out_of_it_that_it_begins_with() {
        assertEquals(Opcodes.IF_ICMPGE, exit("for (int i = 0; i < 3; i++) at(0);"));
        assertEquals(Opcodes.IFEQ, exit("while (go()) at(0);"));
        assertEquals(-1, exit("for (;;) { at(0); if (c) break; }"), "begins with something else");
        assertEquals(-1, exit("do at(0); while (go());"), "ends with it");
        assertEquals(-1, exit("for (;;) { if (c) at(0); else at(1); }"), "goes on either way");
    }

    private static int exit(String body) {
        JumpInsnNode exit = loops(body).get(0).exit();
        return exit == null ? -1 : exit.getOpcode();
    }

    private static List<Integer> depths(String body) {
        List<Integer> depths = new ArrayList<>();
        for (Loop loop : loops(body)) {
            int depth = 0;
            for (Loop each = loop; each != null; each = each.outer()) {
                depth++;
            }
            depths.add(depth);
        }
        return depths;
    }

    private static List<Loop> loops(String body) {
        MethodNode method = method(body);
        ControlFlow flow = ControlFlow.of(method);
        Loop[] innermost = LoopFinder.innermostLoops(flow);
        List<Loop> found = new ArrayList<>();
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof MethodInsnNode call && call.name.equals("at")) {
                found.add(innermost[flow.blockAt(insn).index()]);
            }
        }
        return found;
    }

    static MethodNode method(String body) {
        String source =
                "class T { static boolean c; static boolean go() { return c; } static int at(int n) { return n; } static void t() { "
                        + body + " } }";
        ClassNode node = new ClassNode();
        new ClassReader(SourceCompiler.compile("T.java", source).get("T")).accept(node, ClassReader.EXPAND_FRAMES);
        return node.methods.stream()
                .filter(method -> method.name.equals("t"))
                .findFirst()
                .orElseThrow();
    }
}
