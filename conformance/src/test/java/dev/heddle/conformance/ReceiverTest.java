// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.runtime.EventLoop;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Methods whose variable of {@code this} does not keep it, as shrinkers write them: they give the slot to another variable, or leave {@code this} out of the stack map frames
 * behind its last use. The Kotlin compiler's own jar is full of such methods.
 */
class ReceiverTest {

    private static final String SOURCE = """
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.runtime.Tasks.*;
            import dev.heddle.*;
            public class Shrunk {
                private final int first = 40;
                @Async private Coroutine<Integer> later(int n) { await(yieldNow()); return result(n); }
                @Async public Coroutine<Integer> go() {
                    int sum = first + await(later(1));
                    for (int i = 0; i < 3; i++) {
                        await(yieldNow());
                        sum += i;
                    }
                    return result(sum);
                }
            }
            """;

    private static Coroutine<?> shrunk(boolean reuse) throws Exception {
        Map<String, byte[]> classes = CaseCompiler.compile(Map.of("Shrunk", SOURCE), "-g:none");
        ClassNode node = new ClassNode();
        new ClassReader(classes.get("Shrunk")).accept(node, ClassReader.EXPAND_FRAMES);
        MethodNode go = node.methods.stream()
                .filter(each -> each.name.equals("go"))
                .findFirst()
                .orElseThrow();
        int rewritten = 0;
        for (AbstractInsnNode insn : go.instructions) {
            if (insn instanceof FrameNode frame) {
                frame.local.set(0, reuse ? Opcodes.INTEGER : Opcodes.TOP);
                rewritten++;
            } else if (reuse && insn instanceof VarInsnNode access && access.var == 1) {
                access.var = 0;
            } else if (reuse && insn instanceof IincInsnNode increment && increment.var == 1) {
                increment.var = 0;
            }
        }
        assertTrue(rewritten > 0, "javac's code is not what this test takes it for");
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        classes.put("Shrunk", writer.toByteArray());
        CaseLoader loader = new CaseLoader(CaseWeaver.weave(classes));
        loader.linkAll();
        Class<?> type = loader.initialised("Shrunk");
        return (Coroutine<?>)
                type.getMethod("go").invoke(type.getDeclaredConstructor().newInstance());
    }

    @Test
    void theSlotOfThisMayHoldAnotherVariable() throws Exception {
        assertEquals(44, EventLoop.run(shrunk(true)));
    }

    @Test
    void framesNeedNotKnowThis() throws Exception {
        assertEquals(44, EventLoop.run(shrunk(false)));
    }
}
