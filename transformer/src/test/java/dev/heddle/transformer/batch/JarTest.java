// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.transformer.TestCompiler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarInputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2020, 1, 2, 3, 4, 6);
    private static final byte[] MANIFEST = "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private byte[] shop;
    private Path jar;

    @BeforeEach
    void pack() throws IOException {
        String source = "package a; import dev.heddle.*; import static dev.heddle.Coroutine.*;\n"
                + "class Shop { @Async static Coroutine<Integer> order(Coroutine<Integer> c) { return result(await(c) + 1); } }";
        shop = Files.readAllBytes(
                TestCompiler.compile(folder, "a/Shop.java", source).resolve("a/Shop.class"));
        jar = folder.resolve("shop.jar");
    }

    @Test
    void entries_keep_their_order_and_times_and_the_manifest_comes_first() throws IOException {
        write("z.txt", "a/", "a/Shop.class", "META-INF/MANIFEST.MF", "b.txt");
        BatchResult result = new BatchTransformer().transform(BatchRequest.inPlace(jar));
        assertEquals(List.of(jar), result.written());
        assertEquals(
                List.of("META-INF/MANIFEST.MF", "z.txt", "a/", "a/Shop.class", "a/Shop$order$Async.class", "b.txt"),
                names(jar));
        try (ZipFile file = new ZipFile(jar.toFile());
                JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
            assertTrue(file.stream().allMatch(entry -> entry.getTimeLocal().equals(TIME)));
            assertEquals(ZipEntry.STORED, file.getEntry("z.txt").getMethod());
            assertArrayEquals(
                    "z.txt".getBytes(StandardCharsets.UTF_8),
                    file.getInputStream(file.getEntry("z.txt")).readAllBytes());
            assertEquals("1.0", in.getManifest().getMainAttributes().getValue("Manifest-Version"));
        }
    }

    /** Or a jar with everything in it, woven as a whole, would lose parts of the runtime. */
    @Test
    void coroutines_that_the_runtime_has_written_by_hand_stay() throws IOException {
        String yield = "dev/heddle/runtime/Yield.class";
        Path all = Files.createDirectories(folder.resolve("all/dev/heddle/runtime"));
        try (InputStream in = Objects.requireNonNull(getClass().getClassLoader().getResourceAsStream(yield))) {
            Files.copy(in, all.resolve("Yield.class"));
        }
        Files.write(Files.createDirectories(folder.resolve("all/a")).resolve("Shop.class"), shop);

        BatchResult result = new BatchTransformer().transform(BatchRequest.inPlace(folder.resolve("all")));

        assertEquals(List.of(), result.diagnostics());
        assertTrue(Files.exists(folder.resolve("all/a/Shop$order$Async.class")));
        assertTrue(Files.exists(folder.resolve("all").resolve(yield)));
    }

    @Test
    void a_second_run_does_not_touch_the_jar() throws IOException {
        write("META-INF/MANIFEST.MF", "a/Shop.class");
        new BatchTransformer().transform(BatchRequest.inPlace(jar));
        byte[] before = Files.readAllBytes(jar);
        assertEquals(
                List.of(),
                new BatchTransformer().transform(BatchRequest.inPlace(jar)).written());
        assertArrayEquals(before, Files.readAllBytes(jar));
        assertEquals(
                List.of(),
                new BatchTransformer().check(BatchRequest.inPlace(jar)).diagnostics());
    }

    @Test
    void another_jar_is_written_and_the_input_left_alone() throws IOException {
        write("META-INF/MANIFEST.MF", "a/Shop.class");
        byte[] before = Files.readAllBytes(jar);
        Path output = folder.resolve("out/woven.jar");
        BatchRequest request =
                new BatchRequest(jar, output, List.of(), List.of(), true, List.of(), List.of(), Optional.empty());
        assertEquals(List.of(output), new BatchTransformer().transform(request).written());
        assertEquals(List.of("META-INF/MANIFEST.MF", "a/Shop.class", "a/Shop$order$Async.class"), names(output));
        assertArrayEquals(before, Files.readAllBytes(jar));
        assertEquals(List.of(), new BatchTransformer().transform(request).written());
    }

    @Test
    void frames_stay_beside_their_classes_in_versions_and_fat_jars() throws IOException {
        write("META-INF/versions/21/a/Shop.class", "BOOT-INF/classes/a/Shop.class");
        new BatchTransformer().transform(BatchRequest.inPlace(jar));
        assertEquals(
                List.of(
                        "META-INF/versions/21/a/Shop.class",
                        "META-INF/versions/21/a/Shop$order$Async.class",
                        "BOOT-INF/classes/a/Shop.class",
                        "BOOT-INF/classes/a/Shop$order$Async.class"),
                names(jar));
        assertEquals(
                List.of(),
                new BatchTransformer().transform(BatchRequest.inPlace(jar)).written());
    }

    @Test
    void a_signed_jar_is_refused() throws IOException {
        write("META-INF/MANIFEST.MF", "META-INF/SHOP.SF", "a/Shop.class");
        String message = assertThrows(
                        UnusableInputException.class, () -> new BatchTransformer().transform(BatchRequest.inPlace(jar)))
                .getMessage();
        assertEquals(
                jar
                        + " is signed (META-INF/SHOP.SF), and transformed classes would break the signature: transform first, then sign",
                message);
    }

    private void write(String... names) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : names) {
                byte[] content = name.endsWith(".class")
                        ? shop
                        : name.endsWith(".MF")
                                ? MANIFEST
                                : name.endsWith("/") ? new byte[0] : name.getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(name);
                entry.setTimeLocal(TIME);
                if (name.equals("z.txt")) {
                    store(entry, content);
                }
                out.putNextEntry(entry);
                out.write(content);
            }
        }
    }

    private static void store(ZipEntry entry, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
    }

    private static List<String> names(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream().<String>map(ZipEntry::getName).toList();
        }
    }
}
