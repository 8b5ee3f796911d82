// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.F_NEW;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.TOP;
import static org.objectweb.asm.Opcodes.V17;

import dev.heddle.transformer.hierarchy.LoaderHierarchy;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Each class here is also given to the JVM, which must judge as we do. */
class OutputVerifierTest {

    private static final LoaderHierarchy HIERARCHY = new LoaderHierarchy(OutputVerifierTest.class.getClassLoader());

    @Test
    void code_behind_a_goto_needs_a_frame() {
        assertRefused("no frame is declared here", code -> {
            Label end = new Label();
            code.visitJumpInsn(GOTO, end);
            code.visitInsn(ICONST_0);
            code.visitInsn(POP);
            code.visitLabel(end);
            code.visitFrame(F_NEW, 2, new Object[] {INTEGER, "java/lang/String"}, 0, null);
            code.visitInsn(RETURN);
        });
    }

    @Test
    void a_branch_needs_a_frame_where_it_leads() {
        assertRefused("no frame is declared where it branches to", code -> {
            Label end = new Label();
            code.visitVarInsn(ILOAD, 0);
            code.visitJumpInsn(IFEQ, end);
            code.visitInsn(ICONST_0);
            code.visitInsn(POP);
            code.visitLabel(end);
            code.visitInsn(RETURN);
        });
    }

    @Test
    void the_declared_frame_counts_and_not_what_could_be_inferred() {
        assertRefused("expected Ljava/lang/String;, but found Ljava/lang/Object;", code -> {
            Label end = new Label();
            code.visitVarInsn(ILOAD, 0);
            code.visitJumpInsn(IFEQ, end);
            code.visitLabel(end);
            code.visitFrame(F_NEW, 2, new Object[] {INTEGER, "java/lang/Object"}, 0, null);
            code.visitVarInsn(ALOAD, 1);
            code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
            code.visitInsn(POP);
            code.visitInsn(RETURN);
        });
    }

    @Test
    void a_frame_may_declare_a_superclass_any_interface_or_nothing() {
        assertAccepted(code -> frameBehindBranch(code, new Object[] {INTEGER, "java/lang/Object"}));
        assertAccepted(code -> frameBehindBranch(code, new Object[] {INTEGER, "java/util/List"}));
        assertAccepted(code -> frameBehindBranch(code, new Object[] {TOP, "java/lang/String"}));
        assertAccepted(code -> frameBehindBranch(code, new Object[] {}));
    }

    @Test
    void a_frame_may_not_declare_what_is_not_there() {
        assertRefused(
                "local variable 1 is java.lang.String",
                code -> frameBehindBranch(code, new Object[] {INTEGER, "java/lang/Integer"}));
        assertRefused("local variable 0 is int", code -> frameBehindBranch(code, new Object[] {"java/lang/Object"}));
        assertRefused(
                "local variable 2 is unusable",
                code -> frameBehindBranch(code, new Object[] {INTEGER, "java/lang/String", INTEGER}));
        assertRefused(
                "it can't be read",
                code -> frameBehindBranch(code, new Object[] {INTEGER, TOP, TOP, TOP, TOP, TOP, TOP}));
    }

    @Test
    void local_variables_must_fit_the_handler_throughout_its_range() {
        assertRefused("at the handler of its try range", code -> tryCatch(code, "java/lang/String"));
        assertAccepted(code -> tryCatch(code, "java/lang/Object"));
    }

    @Test
    void an_object_that_is_not_initialised_can_be_kept_only_as_such() {
        assertRefused("uninitialized java.lang.Object", code -> {
            code.visitTypeInsn(NEW, "java/lang/Object");
            code.visitVarInsn(ASTORE, 1);
            frameBehindBranch(code, new Object[] {INTEGER, "java/lang/Object"});
        });
        assertAccepted(code -> {
            Label creation = new Label();
            code.visitLabel(creation);
            code.visitTypeInsn(NEW, "java/lang/Object");
            code.visitVarInsn(ASTORE, 1);
            frameBehindBranch(code, new Object[] {INTEGER, creation});
        });
        assertRefused("what is no new object", code -> {
            code.visitVarInsn(ALOAD, 1);
            code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            code.visitInsn(RETURN);
        });
    }

    @Test
    void the_method_must_return_what_it_declares() {
        assertRefused("the method returns void", code -> {
            code.visitInsn(ICONST_0);
            code.visitInsn(IRETURN);
        });
        assertRefused("the method returns void", code -> {
            code.visitInsn(ACONST_NULL);
            code.visitInsn(ARETURN);
        });
        assertRefused("runs off its end", code -> code.visitInsn(ICONST_0));
    }

    @Test
    void a_variable_may_not_begin_where_the_code_ends() {
        assertRefused("whose range is not in its code", code -> {
            Label end = new Label();
            code.visitInsn(RETURN);
            code.visitLabel(end);
            code.visitLocalVariable("late", "I", null, end, end, 0);
        });
        assertRefused("twice in its table", code -> {
            Label start = new Label();
            Label end = new Label();
            code.visitLabel(start);
            code.visitInsn(RETURN);
            code.visitLabel(end);
            code.visitLocalVariable("twin", "I", null, start, end, 0);
            code.visitLocalVariable("twin", "I", null, start, end, 0);
        });
    }

    @Test
    void members_are_declared_once() {
        byte[] classFile = classFile(writer -> {
            writer.visitField(0, "a", "I", null, null);
            writer.visitField(0, "a", "I", null, null);
        });
        assertEquals(Optional.of("the field a is declared twice"), OutputVerifier.verify(classFile, HIERARCHY));
        assertTrue(LinkingLoader.link("x.Made", classFile).isPresent());
    }

    @Test
    void a_missing_class_is_taken_to_be_what_is_wanted() {
        byte[] classFile = classFile(writer -> method(
                writer,
                "(ILx/Missing;)V",
                code -> frameBehindBranch(code, new Object[] {INTEGER, "java/lang/String"})));
        assertEquals(Optional.empty(), OutputVerifier.verify(classFile, HIERARCHY));
    }

    @Test
    void the_complaint_names_method_instruction_and_line() {
        byte[] classFile = classFile(writer -> method(writer, "(ILjava/lang/String;)V", code -> {
            Label start = new Label();
            code.visitLabel(start);
            code.visitLineNumber(42, start);
            code.visitInsn(ICONST_0);
            code.visitVarInsn(ASTORE, 1);
            code.visitInsn(RETURN);
        }));
        String complaint = OutputVerifier.verify(classFile, HIERARCHY).orElseThrow();
        assertTrue(
                complaint.startsWith("x.Made.made(ILjava/lang/String;)V: instruction 1 (astore, line 42): "),
                complaint);
    }

    @Test
    void bytes_that_are_no_class_file_are_refused() {
        assertTrue(OutputVerifier.verify(new byte[] {1, 2, 3}, HIERARCHY).isPresent());
    }

    /** The argument of type int decides whether something is skipped; then a frame, and the end. */
    private static void frameBehindBranch(MethodVisitor code, Object[] locals) {
        Label end = new Label();
        code.visitInsn(ICONST_0);
        code.visitJumpInsn(IFEQ, end);
        code.visitInsn(ICONST_0);
        code.visitInsn(POP);
        code.visitLabel(end);
        code.visitFrame(F_NEW, locals.length, locals, 0, null);
        code.visitInsn(RETURN);
    }

    private static void tryCatch(MethodVisitor code, String second) {
        Label start = new Label();
        Label end = new Label();
        Label handler = new Label();
        code.visitTryCatchBlock(start, end, handler, "java/lang/Exception");
        code.visitLabel(start);
        code.visitVarInsn(ALOAD, 1);
        code.visitInsn(POP);
        code.visitInsn(ICONST_0);
        code.visitVarInsn(ISTORE, 2);
        code.visitTypeInsn(NEW, "java/lang/Object");
        code.visitInsn(org.objectweb.asm.Opcodes.DUP);
        code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        code.visitVarInsn(ASTORE, 1);
        code.visitInsn(ICONST_0);
        code.visitInsn(POP);
        code.visitLabel(end);
        code.visitInsn(RETURN);
        code.visitLabel(handler);
        code.visitFrame(F_NEW, 2, new Object[] {INTEGER, second}, 1, new Object[] {"java/lang/Throwable"});
        code.visitInsn(POP);
        code.visitInsn(RETURN);
    }

    private static void assertAccepted(Consumer<MethodVisitor> body) {
        byte[] classFile = classFile(writer -> method(writer, "(ILjava/lang/String;)V", body));
        assertEquals(Optional.empty(), LinkingLoader.link("x.Made", classFile));
        assertEquals(Optional.empty(), OutputVerifier.verify(classFile, HIERARCHY));
    }

    private static void assertRefused(String reason, Consumer<MethodVisitor> body) {
        byte[] classFile = classFile(writer -> method(writer, "(ILjava/lang/String;)V", body));
        assertFalse(LinkingLoader.link("x.Made", classFile).isEmpty(), "the JVM takes it");
        String complaint = OutputVerifier.verify(classFile, HIERARCHY).orElse("nothing");
        assertTrue(complaint.contains(reason), complaint);
    }

    private static void method(ClassWriter writer, String descriptor, Consumer<MethodVisitor> body) {
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "made", descriptor, null, null);
        code.visitCode();
        body.accept(code);
        code.visitMaxs(4, 4);
        code.visitEnd();
    }

    private static byte[] classFile(Consumer<ClassWriter> members) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(V17, ACC_PUBLIC, "x/Made", null, "java/lang/Object", null);
        members.accept(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }
}
