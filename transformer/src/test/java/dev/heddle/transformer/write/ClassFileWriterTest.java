// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.invoke.MethodHandles;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

class ClassFileWriterTest {

    private static final int SHORT_JUMP = 32_768;

    /** The size of an IINC and of a conditional jump behind an ILOAD. */
    private static final int INCREMENT = 3;

    private static final int TEST_AND_JUMP = 4;

    /**
     * A woven method often jumps back over all of it. Such a jump fits into 16 bits only until another, forward, turns out not to, and is written as two instructions: ASM
     * 9.11.1 then makes a jump forward of it, and fails. The torture of commons-codec found it.
     */
    @Test
    void a_long_backward_jump_may_grow_while_the_method_is_written() throws Exception {
        int filler = (SHORT_JUMP - 2 * TEST_AND_JUMP) / INCREMENT;
        ClassNode node = new ClassNode();
        node.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC,
                getClass().getPackageName().replace('.', '/') + "/Long",
                null,
                "java/lang/Object",
                null);
        MethodVisitor code = node.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "count", "(I)I", null, null);
        Label back = new Label();
        Label far = new Label();
        code.visitCode();
        code.visitInsn(Opcodes.ICONST_0);
        code.visitVarInsn(Opcodes.ISTORE, 1);
        code.visitLabel(back);
        code.visitFrame(Opcodes.F_NEW, 2, new Object[] {Opcodes.INTEGER, Opcodes.INTEGER}, 0, new Object[0]);
        code.visitVarInsn(Opcodes.ILOAD, 0);
        code.visitJumpInsn(Opcodes.IFEQ, far);
        for (int i = 0; i < filler; i++) {
            code.visitIincInsn(1, 1);
        }
        code.visitIincInsn(0, -1);
        code.visitJumpInsn(Opcodes.GOTO, back);
        code.visitLabel(far);
        code.visitFrame(Opcodes.F_NEW, 2, new Object[] {Opcodes.INTEGER, Opcodes.INTEGER}, 0, new Object[0]);
        code.visitVarInsn(Opcodes.ILOAD, 1);
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(1, 2);
        code.visitEnd();

        Class<?> loaded = MethodHandles.lookup().defineClass(ClassFileWriter.write(node));

        assertEquals(3 * filler, loaded.getMethod("count", int.class).invoke(null, 3));
    }
}
