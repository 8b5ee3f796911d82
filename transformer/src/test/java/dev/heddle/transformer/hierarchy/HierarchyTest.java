// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.hierarchy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.transformer.hierarchy.ClassHierarchy.ClassInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class HierarchyTest {

    @TempDir
    Path folder;

    @Test
    void classes_of_the_jdk_are_found_in_all_modules() throws IOException {
        try (ClasspathHierarchy hierarchy = ClasspathHierarchy.open(List.of())) {
            assertEquals(Optional.of(new ClassInfo("java/lang/Object", "", false)), hierarchy.find("java/lang/Object"));
            assertEquals(
                    Optional.of(new ClassInfo("java/util/List", "java/lang/Object", true)),
                    hierarchy.find("java/util/List"));
            assertEquals(
                    "java/lang/Exception",
                    hierarchy.find("java/sql/SQLException").orElseThrow().superName());
            assertTrue(hierarchy.find("com/sun/tools/javac/Main").isPresent());
        }
    }

    @Test
    void directories_and_jars_are_searched_in_order() throws IOException {
        Path directory = Files.createDirectories(folder.resolve("dir/a"));
        Files.write(directory.resolve("Both.class"), classFile("a/Both", "a/InDirectory", Opcodes.V17));
        Path jar = folder.resolve("some.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            put(out, "a/Both.class", classFile("a/Both", "a/InJar", Opcodes.V17));
            put(out, "a/Other.class", classFile("a/Other", "a/Both", Opcodes.V17));
            put(out, "META-INF/versions/11/a/Only11.class", classFile("a/Only11", "a/Both", Opcodes.V17));
        }
        try (ClasspathHierarchy hierarchy = ClasspathHierarchy.open(List.of(folder.resolve("dir"), jar))) {
            assertEquals("a/InDirectory", hierarchy.find("a/Both").orElseThrow().superName());
            assertArrayEquals(
                    classFile("a/Both", "a/InDirectory", Opcodes.V17),
                    hierarchy.classFile("a/Both").orElseThrow());
            assertTrue(hierarchy.classFile("a/Missing").isEmpty());
            assertEquals("a/Both", hierarchy.find("a/Other").orElseThrow().superName());
            assertTrue(hierarchy.find("a/Only11").isEmpty());
            assertTrue(hierarchy.find("a/InJar").isEmpty());
        }
        // Closed, or Windows would not let go of it.
        Files.delete(jar);
    }

    @Test
    void what_is_no_archive_or_not_there_is_passed_over() throws IOException {
        Path library = Files.writeString(folder.resolve("native.so"), "no archive");
        try (ClasspathHierarchy hierarchy = ClasspathHierarchy.open(List.of(library, folder.resolve("missing.jar")))) {
            assertTrue(hierarchy.find("a/Missing").isEmpty());
            assertTrue(hierarchy.find("InDefaultPackage").isEmpty());
        }
    }

    @Test
    void class_files_newer_than_asm_are_read() throws IOException {
        Files.write(folder.resolve("New.class"), classFile("New", "Old", Opcodes.V17, 99));
        try (ClasspathHierarchy hierarchy = ClasspathHierarchy.open(List.of(folder))) {
            assertEquals(Optional.of(new ClassInfo("New", "Old", false)), hierarchy.find("New"));
        }
    }

    @Test
    void damaged_class_files_count_as_missing() throws IOException {
        byte[] whole = classFile("Cut", "Base", Opcodes.V17);
        for (int length = 0; length < whole.length - 10; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            ClassHeader.read(cut).ifPresent(header -> assertEquals("Cut", header.name()));
        }
        assertTrue(ClassHeader.read(new byte[] {1, 2, 3, 4}).isEmpty());
    }

    @Test
    void a_loader_is_asked_for_resources_only() {
        ClassLoader loader = getClass().getClassLoader();
        LoaderHierarchy hierarchy = new LoaderHierarchy(loader);
        assertEquals(
                "java/lang/Record",
                hierarchy
                        .find("dev/heddle/transformer/hierarchy/ClassHeader")
                        .orElseThrow()
                        .superName());
        assertEquals(
                "java/util/AbstractMap",
                hierarchy.find("java/util/HashMap").orElseThrow().superName());
        assertTrue(hierarchy.find("a/Missing").isEmpty());
        assertTrue(new LoaderHierarchy(null).find("java/lang/String").isPresent());
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        ((OutputStream) out).write(content);
        out.closeEntry();
    }

    private static byte[] classFile(String name, String superName, int version) {
        return classFile(name, superName, version, version);
    }

    private static byte[] classFile(String name, String superName, int version, int patchedVersion) {
        ClassWriter writer = new ClassWriter(0);
        writer.newConst(1L);
        writer.newConst("text");
        writer.visit(version, Opcodes.ACC_PUBLIC, name, null, superName, null);
        byte[] bytes = writer.toByteArray();
        bytes[7] = (byte) patchedVersion;
        return bytes;
    }
}
