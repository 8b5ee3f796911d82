// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.diagnostic.SourceLocator;
import dev.heddle.transformer.hierarchy.LoaderHierarchy;
import dev.heddle.transformer.symbol.Symbols;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class TransformerTest {

    private static final String OWNER = "Made";
    private static final String AWAIT_DESC = "(Ldev/heddle/Awaitable;)Ljava/lang/Object;";

    private final Transformer transformer =
            new Transformer(new LoaderHierarchy(TransformerTest.class.getClassLoader()), SourceLocator.NONE, true);

    /**
     * Groovy's compiler leaves unreachable code behind a throw, with a stack map frame in which nothing is known, not even {@code this}. What stands there can't be resumed,
     * and need not.
     */
    @Test
    void an_await_that_is_never_reached_is_no_suspension_point() {
        ClassWriter writer = begin();
        MethodVisitor code = beginCoroutine(writer);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ATHROW);
        code.visitFrame(Opcodes.F_NEW, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/heddle/Coroutine", "await", AWAIT_DESC, true);
        code.visitInsn(Opcodes.POP);
        code.visitInsn(Opcodes.ATHROW);
        end(writer, code);

        TransformResult.Transformed woven =
                assertInstanceOf(TransformResult.Transformed.class, transformer.transform(writer.toByteArray(), OWNER));

        ClassNode node = new ClassNode();
        new ClassReader(woven.bytes()).accept(node, 0);
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode insn : method.instructions) {
                assertFalse(Symbols.isAwait(insn), "a marker is left in " + method.name + method.desc);
            }
        }
    }

    @Test
    void a_class_with_too_many_constants_is_refused_by_name() {
        ClassWriter writer = begin();
        MethodVisitor code = beginCoroutine(writer);
        for (int i = 0; i < 3; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/heddle/Coroutine", "await", AWAIT_DESC, true);
            code.visitInsn(Opcodes.POP);
        }
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        end(writer, code);
        for (int i = 0; i < 8; i++) {
            useConstants(writer, "use" + i, 1_000_000 + i * 8_187);
        }

        TransformResult result = transformer.transform(writer.toByteArray(), OWNER);

        List<Diagnostic> diagnostics =
                assertInstanceOf(TransformResult.Rejected.class, result).diagnostics();
        assertEquals(
                List.of(DiagnosticCode.CLASS_TOO_LARGE),
                diagnostics.stream().map(Diagnostic::code).toList());
    }

    private static void useConstants(ClassWriter writer, String name, int first) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, name, "()V", null, null);
        code.visitCode();
        for (int i = 0; i < 8_187; i++) {
            code.visitLdcInsn(first + i);
            code.visitInsn(Opcodes.POP);
        }
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static ClassWriter begin() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, OWNER, null, "java/lang/Object", null);
        return writer;
    }

    private static MethodVisitor beginCoroutine(ClassWriter writer) {
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC, "made", "(Ldev/heddle/Awaitable;)Ldev/heddle/Coroutine;", null, null);
        code.visitAnnotation("Ldev/heddle/Async;", false).visitEnd();
        code.visitCode();
        return code;
    }

    private static void end(ClassWriter writer, MethodVisitor code) {
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
    }
}
