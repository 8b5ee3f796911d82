// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What is needed after the call of {@code at(0)}, by the names of the variables. */
class LivenessTest {

    @Test
    void what_is_read_later_is_needed() {
        assertEquals(Set.of("a"), neededAfter("int a = 1; int b = 2; at(b); at(0); at(a);"));
    }

    @Test
    void what_is_written_before_it_is_read_is_not_needed() {
        assertEquals(Set.of(), neededAfter("int a = 1; at(a); at(0); a = 3; at(a);"));
    }

    @Test
    void what_one_of_two_ways_reads_is_needed() {
        assertEquals(Set.of("a"), neededAfter("int a = 1; at(0); if (c) { at(a); }"));
    }

    @Test
    void what_the_next_round_reads_is_needed() {
        assertEquals(Set.of("a", "i"), neededAfter("int a = 1; for (int i = 0; i < 3; i++) { at(a); at(0); }"));
    }

    @Test
    void what_the_next_round_writes_first_is_not_needed() {
        assertEquals(Set.of(), neededAfter("while (go()) { int a = at(5); at(a); at(0); }"));
    }

    @Test
    void what_a_handler_reads_is_needed() {
        assertEquals(Set.of("a"), neededAfter("int a = 1; try { at(0); } catch (RuntimeException e) { at(a); }"));
    }

    @Test
    void what_a_handler_reads_is_needed_also_if_it_is_written_later_in_the_try_block() {
        assertEquals(Set.of("a"), neededAfter("int a = 1; try { at(0); a = at(7); } finally { at(a); }"));
    }

    @Test
    void an_increment_reads() {
        assertEquals(Set.of("a"), neededAfter("int a = 1; at(0); a++;"));
    }

    private static Set<String> neededAfter(String body) {
        MethodNode method = LoopFinderTest.method(body);
        Liveness liveness = Liveness.of(ControlFlow.of(method));
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof MethodInsnNode call
                    && call.name.equals("at")
                    && insn.getPrevious().getOpcode() == org.objectweb.asm.Opcodes.ICONST_0) {
                return names(method, liveness.after(insn), insn);
            }
        }
        throw new IllegalArgumentException("no at(0)");
    }

    private static Set<String> names(MethodNode method, BitSet slots, AbstractInsnNode at) {
        Set<String> names = new TreeSet<>();
        int index = method.instructions.indexOf(at);
        for (LocalVariableNode variable : method.localVariables) {
            boolean inScope = method.instructions.indexOf(variable.start) <= index
                    && index < method.instructions.indexOf(variable.end);
            if (inScope && slots.get(variable.index)) {
                names.add(variable.name);
            }
        }
        return names;
    }
}
