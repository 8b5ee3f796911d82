// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Async;
import dev.heddle.AsyncCloseable;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Woven;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/** Holds the names that woven code uses against the classes that it will meet. */
class SymbolsTest {

    @Test
    void the_types_are_there() {
        assertEquals(Type.getDescriptor(Async.class), Symbols.ASYNC_DESC);
        assertEquals(Type.getInternalName(Coroutine.class), Symbols.COROUTINE);
        assertEquals(Type.getDescriptor(Coroutine.class), Symbols.COROUTINE_DESC);
        assertEquals(Type.getDescriptor(Awaitable.class), Symbols.AWAITABLE_DESC);
        assertEquals(Type.getInternalName(AsyncCloseable.class), Symbols.ASYNC_CLOSEABLE);
        assertEquals(Type.getInternalName(Frame.class), Symbols.FRAME);
        assertEquals(Type.getInternalName(Strand.class), Symbols.STRAND);
        assertEquals(Type.getDescriptor(Strand.class), Symbols.STRAND_DESC);
        assertEquals(Type.getInternalName(Awaits.class), Symbols.AWAITS);
        assertEquals(Type.getDescriptor(Woven.class), Symbols.WOVEN_DESC);
    }

    @Test
    void what_woven_code_calls_is_there_and_public() {
        for (boolean stage : new boolean[] {false, true}) {
            for (boolean inLoop : new boolean[] {false, true}) {
                assertPublic(Awaits.class, Symbols.AWAIT, Symbols.awaitDesc(stage, inLoop), true);
            }
        }
        assertPublic(Awaits.class, Symbols.CLAIM, Symbols.CLAIM_DESC, true);
        assertPublic(Frame.class, Symbols.BEGIN, Symbols.RESUME_DESC, false);
        assertPublic(Awaits.class, Symbols.RESUMED, Symbols.RESUMED_DESC, true);
        assertPublic(Awaits.class, Symbols.ROOM_LEFT, Symbols.ROOM_LEFT_DESC, true);
        assertPublic(Awaits.class, Symbols.CLOSE, Symbols.closeDesc(false), true);
        assertPublic(Awaits.class, Symbols.CLOSE, Symbols.closeDesc(true), true);
        assertPublic(Awaits.class, Symbols.START, Symbols.START_DESC, true);
        assertPublic(Frame.class, Symbols.SUSPEND, Symbols.SUSPEND_DESC, false);
        assertPublic(Frame.class, Symbols.START_LATER, Symbols.START_LATER_DESC, false);
        assertPublic(Frame.class, Symbols.CORRUPTED, Symbols.CORRUPTED_DESC, false);
    }

    @Test
    void what_frames_override_is_there() {
        Method resume = find(Frame.class, Symbols.RESUME, Symbols.RESUME_DESC);
        assertTrue(Modifier.isProtected(resume.getModifiers()) && !Modifier.isFinal(resume.getModifiers()));
        Method begin = find(Frame.class, Symbols.BEGIN, Symbols.RESUME_DESC);
        assertTrue(Modifier.isPublic(begin.getModifiers()) && !Modifier.isFinal(begin.getModifiers()));
    }

    @Test
    void the_numbers_agree() throws ReflectiveOperationException {
        assertEquals(Frame.RUNNING, Symbols.RUNNING);
        assertEquals(Awaits.ROOM, Symbols.ROOM);
        assertEquals(Awaits.BUDGET, Symbols.BUDGET);
        assertEquals(int.class, Frame.class.getField(Symbols.STATE).getType());
        assertEquals(Object.class, Awaits.class.getField(Symbols.SUSPENDED).getType());
    }

    @Test
    void every_form_of_await_that_users_can_write_is_known() {
        long forms = Arrays.stream(Coroutine.class.getMethods())
                .filter(method -> method.getName().equals(Symbols.AWAIT))
                .peek(method -> assertTrue(Symbols.isAwait(call(method)), method::toString))
                .count();
        assertEquals(4, forms);
    }

    @Test
    void the_words_that_end_a_coroutine_are_known() throws NoSuchMethodException {
        assertTrue(Symbols.isResult(call(Coroutine.class.getMethod("result", Object.class)), false));
        assertTrue(Symbols.isDone(call(Coroutine.class.getMethod("done"))));
    }

    private static MethodInsnNode call(Method method) {
        return new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                Type.getInternalName(method.getDeclaringClass()),
                method.getName(),
                Type.getMethodDescriptor(method),
                true);
    }

    private static void assertPublic(Class<?> type, String name, String descriptor, boolean isStatic) {
        Method method = find(type, name, descriptor);
        assertTrue(Modifier.isPublic(method.getModifiers()), method::toString);
        assertEquals(isStatic, Modifier.isStatic(method.getModifiers()), method::toString);
    }

    private static Method find(Class<?> type, String name, String descriptor) {
        Method found = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name)
                        && Type.getMethodDescriptor(method).equals(descriptor))
                .findFirst()
                .orElse(null);
        assertNotNull(found, () -> type.getName() + "." + name + descriptor);
        return found;
    }
}
