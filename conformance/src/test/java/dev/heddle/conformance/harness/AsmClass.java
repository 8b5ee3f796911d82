// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Builds a class with one coroutine from instructions, for what no javac writes; with the real words, or as a twin. */
public final class AsmClass {

    public static final String NAME = "AsmCase";

    private final String words;
    private final MethodVisitor code;

    private AsmClass(String words, MethodVisitor code) {
        this.words = words;
        this.code = code;
    }

    /** The class files of a coroutine {@code static Coroutine go()}; the body leaves its value on the stack, then {@link #end}. */
    public static Map<String, byte[]> build(boolean twin, Consumer<AsmClass> body) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected String getCommonSuperClass(String a, String b) {
                return a.equals(b) ? a : "java/lang/Object";
            }
        };
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, NAME, null, "java/lang/Object", null);
        String words = twin ? "dev/heddle/conformance/twin/" : "dev/heddle/";
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "go", "()L" + words + "Coroutine;", null, null);
        code.visitAnnotation("Ldev/heddle/Async;", true).visitEnd();
        code.visitCode();
        body.accept(new AsmClass(words, code));
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        Map<String, byte[]> classes = new TreeMap<>();
        classes.put(NAME, writer.toByteArray());
        return classes;
    }

    public MethodVisitor code() {
        return code;
    }

    /** Awaits a constant: Stack[0]: its class. */
    public AsmClass await(Object value) {
        code.visitLdcInsn(value);
        if (value instanceof Integer) {
            call("java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;");
        }
        String env = words.equals("dev/heddle/") ? "dev/heddle/conformance/Env" : words + "Env";
        call(env, "v", "(Ljava/lang/Object;)L" + words + "Awaitable;");
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                words + "Coroutine",
                "await",
                "(L" + words + "Awaitable;)Ljava/lang/Object;",
                isInterface(words));
        code.visitTypeInsn(Opcodes.CHECKCAST, value.getClass().getName().replace('.', '/'));
        return this;
    }

    public AsmClass awaitInt(int value) {
        await(value);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I", false);
        return this;
    }

    public AsmClass call(String owner, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
        return this;
    }

    public AsmClass virtual(String owner, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
        return this;
    }

    public AsmClass init(String owner, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", descriptor, false);
        return this;
    }

    public AsmClass op(int... opcodes) {
        for (int opcode : opcodes) {
            code.visitInsn(opcode);
        }
        return this;
    }

    /** Returns what is on the stack as the coroutine's value. */
    public AsmClass end() {
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                words + "Coroutine",
                "result",
                "(Ljava/lang/Object;)L" + words + "Coroutine;",
                isInterface(words));
        code.visitInsn(Opcodes.ARETURN);
        return this;
    }

    /** The word's owner is an interface, the twin's is a class. */
    private static boolean isInterface(String words) {
        return words.equals("dev/heddle/");
    }
}
