// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.diagnostic.Finding;
import dev.heddle.transformer.read.SuspensionTable.Kept;
import dev.heddle.transformer.symbol.Symbols;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class ClassFileReaderTest {

    @Test
    void the_newest_version_is_that_of_asm() {
        assertEquals(
                ClassFileReader.NEWEST, new ClassReader(version(plain(), ClassFileReader.NEWEST)).readUnsignedShort(6));
        assertThrows(
                IllegalArgumentException.class, () -> new ClassReader(version(plain(), ClassFileReader.NEWEST + 1)));
    }

    @Test
    void a_class_without_coroutines_passes_whatever_its_version() {
        for (int version : new int[] {45, 52, 61, 69, 99}) {
            assertInstanceOf(
                    ReadResult.Irrelevant.class, ClassFileReader.read(version(plain(), version), "Plain.class"));
        }
    }

    @Test
    void a_class_with_coroutines_is_read() {
        assertInstanceOf(ReadResult.Parsed.class, ClassFileReader.read(async(), "Some.class"));
    }

    @Test
    void a_class_with_coroutines_that_is_too_new_is_refused() {
        Finding finding = refusal(version(async(), 99));
        assertEquals(DiagnosticCode.CLASS_FILE_TOO_NEW, finding.code());
        assertEquals(
                "a.Some is compiled for Java 55 (class file version 99); this version of Heddle reads class files up to Java 27 (class file version 71)",
                finding.message());
    }

    @Test
    void a_class_with_coroutines_that_is_too_old_is_refused() {
        Finding finding = refusal(version(async(), 51));
        assertEquals(DiagnosticCode.CLASS_FILE_TOO_OLD, finding.code());
        assertEquals(
                "a.Some uses coroutines but is compiled for Java 7 (class file version 51); they need at least Java 8 (class file version 52)",
                finding.message());
    }

    @Test
    void what_is_no_class_file_is_refused_by_its_file_name() {
        for (byte[] junk : List.of(
                new byte[0],
                new byte[] {1, 2, 3},
                "no class file at all".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            Finding finding = refusal(junk);
            assertEquals(DiagnosticCode.UNREADABLE_CLASS_FILE, finding.code());
            assertTrue(finding.message().startsWith("dir/Some.class can't be read as a class file"), finding.message());
        }
    }

    @Test
    void a_class_file_that_is_cut_off_never_throws() {
        byte[] whole = async();
        for (int length = 0; length < whole.length; length++) {
            ClassFileReader.read(java.util.Arrays.copyOf(whole, length), "Some.class");
        }
    }

    @Test
    void the_scan_sees_each_of_the_names() {
        assertTrue(CoroutineScan.of(async()).mentionsCoroutines());
        assertTrue(CoroutineScan.of(withMethod("(Ldev/heddle/Coroutine;I)V")).mentionsCoroutines());
        assertTrue(CoroutineScan.of(withMethod("(I[Ldev/heddle/Coroutine;)V")).mentionsCoroutines());
        assertFalse(CoroutineScan.of(withMethod("(Ldev/heddle/CoroutineX;)V")).mentionsCoroutines());
        assertFalse(CoroutineScan.of(plain()).mentionsCoroutines());
        assertFalse(CoroutineScan.of(async()).mentionsMark());
    }

    @Test
    void the_scan_of_real_classes_tells_what_they_are() throws IOException {
        CoroutineScan frame = CoroutineScan.of(bytes("dev/heddle/runtime/codegen/Frame"));
        assertTrue(frame.readable() && frame.mentionsCoroutines());
        assertEquals(61, frame.majorVersion());
        CoroutineScan string = CoroutineScan.of(bytes("java/lang/String"));
        assertTrue(string.readable() && !string.mentionsCoroutines() && !string.mentionsFrame());
    }

    @Test
    void the_mark_is_read_and_a_marked_class_is_left_alone() {
        byte[] marked = annotated("Ldev/heddle/runtime/codegen/Woven;", false, mark -> {
            mark.visit("format", Symbols.FORMAT + 1);
            AnnotationVisitor frames = mark.visitArray("frames");
            frames.visit(null, "Some$foo$Async");
            frames.visit(null, "Some$bar$Async");
            frames.visitEnd();
        });
        WovenMark expected = new WovenMark(Symbols.FORMAT + 1, List.of("Some$foo$Async", "Some$bar$Async"), List.of());
        assertEquals(Optional.of(expected), WovenMark.of(marked));
        assertEquals(new ReadResult.AlreadyWoven(expected), ClassFileReader.read(marked, "Some.class"));
        assertEquals(Optional.empty(), WovenMark.of(plain()));
    }

    @Test
    void the_tables_of_a_class_are_read() {
        byte[] marked = marked("7^/bar()/a0=name/i0=#1;0/x.", ".9/y");
        List<SuspensionTable> tables = WovenMark.of(marked).orElseThrow().tables();
        assertEquals(
                List.of(
                        new SuspensionTable.Point(7, "bar()", List.of(new Kept("a0", "name"), new Kept("i0", "#1"))),
                        new SuspensionTable.Point(0, "x", List.of())),
                tables.get(0).points());
        assertEquals(List.of(), tables.get(1).points());
        assertEquals(
                new SuspensionTable(
                        "a.Some",
                        "Some$baz$Async",
                        "baz",
                        "(I)Ldev/heddle/Coroutine;",
                        "Some.java",
                        List.of(new SuspensionTable.Point(9, "y", List.of()))),
                tables.get(2));
    }

    @Test
    void tables_that_do_not_fit_the_frames_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> WovenMark.of(marked("7/bar().")));
        assertThrows(IllegalArgumentException.class, () -> WovenMark.of(marked("7..")));
    }

    @Test
    void a_frame_is_told_by_how_it_is_made() throws IOException {
        assertEquals(Optional.of("a/Some"), FrameFile.host(frame(Opcodes.ACC_SYNTHETIC, Symbols.FRAME, "begin")));
        assertEquals(Optional.empty(), FrameFile.host(frame(0, Symbols.FRAME, "begin")));
        assertEquals(Optional.empty(), FrameFile.host(frame(Opcodes.ACC_SYNTHETIC, "a/Frame", "begin")));
        assertEquals(Optional.empty(), FrameFile.host(frame(Opcodes.ACC_SYNTHETIC, Symbols.FRAME, "resume")));
        assertEquals(Optional.empty(), FrameFile.host(bytes("dev/heddle/runtime/Sleep")));
    }

    private static byte[] marked(String... points) {
        return annotated("Ldev/heddle/runtime/codegen/Woven;", true, mark -> {
            mark.visit("format", Symbols.FORMAT);
            mark.visit("file", "Some.java");
            texts(mark, "frames", "Some$foo$Async", "Some$bar$Async", "Some$baz$Async");
            texts(mark, "methods", "foo", "bar", "baz");
            texts(mark, "descriptors", "()V", "()V", "(I)Ldev/heddle/Coroutine;");
            texts(mark, "points", points);
        });
    }

    private static void texts(AnnotationVisitor mark, String name, String... texts) {
        AnnotationVisitor array = mark.visitArray(name);
        List.of(texts).forEach(text -> array.visit(null, text));
        array.visitEnd();
    }

    private static byte[] frame(int access, String superclass, String method) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, access, "a/Some$foo$Async", null, superclass, null);
        writer.newClass(Symbols.FRAME);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, Symbols.RESUME_DESC, null, null);
        code.visitCode();
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "a/Some", "foo", "()Ljava/lang/Object;", false);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(1, 3);
        code.visitEnd();
        return writer.toByteArray();
    }

    private static Finding refusal(byte[] classFile) {
        return assertInstanceOf(ReadResult.Unreadable.class, ClassFileReader.read(classFile, "dir/Some.class"))
                .finding();
    }

    private static byte[] plain() {
        return withMethod("()V");
    }

    private static byte[] withMethod(String descriptor) {
        ClassWriter writer = start();
        writer.visitMethod(Opcodes.ACC_ABSTRACT, "foo", descriptor, null, null);
        return writer.toByteArray();
    }

    private static byte[] async() {
        ClassWriter writer = start();
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_ABSTRACT, "foo", "()Ldev/heddle/Coroutine;", null, null);
        method.visitAnnotation("Ldev/heddle/Async;", true).visitEnd();
        return writer.toByteArray();
    }

    private static byte[] annotated(
            String descriptor, boolean visible, java.util.function.Consumer<AnnotationVisitor> values) {
        ClassWriter writer = start();
        AnnotationVisitor annotation = writer.visitAnnotation(descriptor, visible);
        values.accept(annotation);
        annotation.visitEnd();
        writer.visitMethod(Opcodes.ACC_ABSTRACT, "foo", "()Ldev/heddle/Coroutine;", null, null);
        return writer.toByteArray();
    }

    private static ClassWriter start() {
        ClassWriter writer = new ClassWriter(0);
        writer.newConst(1.5);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC,
                "a/Some",
                null,
                "java/lang/Object",
                null);
        return writer;
    }

    private static byte[] version(byte[] classFile, int version) {
        classFile[7] = (byte) version;
        return classFile;
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        }
    }
}
