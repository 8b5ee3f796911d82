// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.transformer.TestCompiler;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTransformerTest {

    private static final String HEAD = "package a; import dev.heddle.*; import static dev.heddle.Coroutine.*;\n";
    private static final String SHOP = HEAD
            + "class Shop {\n  @Async static Coroutine<Integer> order(Coroutine<Integer> c) { return result(await(c) + 1); }\n}\n";
    private static final String PLAIN = HEAD + "class Plain {}\n";
    private static final String WRONG = HEAD
            + "class Wrong {\n  int order(Coroutine<Integer> c) {\n    return await(c);\n  }\n  void other(Coroutine<Integer> c) { await(c); }\n}\n";

    @TempDir
    Path folder;

    private Path classes;

    @BeforeEach
    void compile() {
        classes = TestCompiler.compile(folder, "a/Shop.java", SHOP);
        TestCompiler.compile(folder, "a/Plain.java", PLAIN);
    }

    @Test
    void a_directory_is_transformed_in_place() throws IOException {
        BatchResult result = transform(BatchRequest.inPlace(classes));
        assertEquals(List.of(), result.diagnostics());
        assertEquals(1, result.classes());
        assertEquals(1, result.coroutines());
        assertEquals(List.of(frame(), shop()), result.written());
        assertEquals(List.of("a/Plain.class", "a/Shop$order$Async.class", "a/Shop.class"), names(classes));
    }

    @Test
    void a_second_run_touches_no_file() throws IOException {
        transform(BatchRequest.inPlace(classes));
        Map<String, FileTime> before = times();
        BatchResult again = transform(BatchRequest.inPlace(classes));
        assertEquals(List.of(), again.written());
        assertEquals(List.of(), again.deleted());
        assertEquals(0, again.classes());
        assertEquals(before, times());
    }

    @Test
    void one_error_is_enough_to_write_nothing_and_all_are_told() throws IOException {
        TestCompiler.compile(folder, "a/Wrong.java", WRONG);
        byte[] before = Files.readAllBytes(shop());
        BatchResult result = transform(request(classes, Optional.empty(), List.of()));
        assertTrue(result.hasErrors());
        String source = folder.resolve("sources/a/Wrong.java").toString();
        assertEquals(
                List.of(source + " 4:12", source + " 6:38"),
                result.diagnostics().stream()
                        .map(d -> d.file() + " " + d.line() + ":" + d.column())
                        .toList());
        assertArrayEquals(before, Files.readAllBytes(shop()));
        assertFalse(Files.exists(frame()));
    }

    @Test
    void excluded_classes_are_left_alone() throws IOException {
        TestCompiler.compile(folder, "a/Wrong.java", WRONG);
        BatchResult result = transform(request(classes, Optional.empty(), List.of("a/Wro*")));
        assertFalse(result.hasErrors());
        assertEquals(1, result.classes());
    }

    @Test
    void frames_of_methods_that_are_gone_are_deleted() throws IOException {
        transform(BatchRequest.inPlace(classes));
        TestCompiler.compile(folder, "a/Shop.java", SHOP.replace("order", "buy"));
        BatchResult result = transform(BatchRequest.inPlace(classes));
        assertEquals(List.of(frame()), result.deleted());
        assertEquals(List.of("a/Plain.class", "a/Shop$buy$Async.class", "a/Shop.class"), names(classes));
    }

    @Test
    void frames_of_classes_that_are_gone_are_deleted() throws IOException {
        transform(BatchRequest.inPlace(classes));
        Files.delete(shop());
        assertEquals(List.of(frame()), transform(BatchRequest.inPlace(classes)).deleted());
        assertEquals(List.of("a/Plain.class"), names(classes));
    }

    @Test
    void a_class_of_the_users_with_the_name_of_a_frame_is_an_error() throws IOException {
        TestCompiler.compile(folder, "a/Shop$order$Async.java", HEAD + "class Shop$order$Async {}");
        byte[] before = Files.readAllBytes(frame());
        BatchResult result = transform(BatchRequest.inPlace(classes));
        assertEquals(
                List.of(DiagnosticCode.NAME_CLASH),
                result.diagnostics().stream().map(d -> d.code()).toList());
        assertArrayEquals(before, Files.readAllBytes(frame()));
    }

    @Test
    void a_woven_class_without_its_frame_is_an_error() throws IOException {
        transform(BatchRequest.inPlace(classes));
        Files.delete(frame());
        BatchResult result = transform(BatchRequest.inPlace(classes));
        assertEquals(
                "a.Shop is woven already, but its frame a.Shop$order$Async is missing",
                result.diagnostics().get(0).message());
    }

    @Test
    void originals_are_kept_as_long_as_their_classes_are_woven() throws IOException {
        Path originals = folder.resolve("originals");
        byte[] before = Files.readAllBytes(shop());
        transform(request(classes, Optional.of(originals), List.of()));
        assertArrayEquals(before, Files.readAllBytes(originals.resolve("a/Shop.class")));
        transform(request(classes, Optional.of(originals), List.of()));
        assertEquals(List.of("a/Shop.class"), names(originals));
        TestCompiler.compile(folder, "a/Shop.java", PLAIN.replace("Plain", "Shop"));
        transform(request(classes, Optional.of(originals), List.of()));
        assertEquals(List.of(), names(originals));
    }

    @Test
    void another_directory_gets_everything() throws IOException {
        Files.writeString(classes.resolve("some.properties"), "a=b");
        byte[] before = Files.readAllBytes(shop());
        Path output = folder.resolve("out");
        BatchRequest request = to(output);
        assertEquals(4, transform(request).written().size());
        assertArrayEquals(before, Files.readAllBytes(shop()));
        assertEquals(
                List.of("a/Plain.class", "a/Shop$order$Async.class", "a/Shop.class", "some.properties"), names(output));
        assertEquals(List.of(), transform(request).written());
        TestCompiler.compile(folder, "a/Shop.java", SHOP.replace("order", "buy"));
        assertEquals(
                List.of(output.resolve("a/Shop$order$Async.class")),
                transform(request).deleted());
    }

    @Test
    void check_writes_nothing_and_says_what_transform_would() throws IOException {
        TestCompiler.compile(folder, "a/Wrong.java", WRONG);
        List<String> before = names(classes);
        BatchResult result = new BatchTransformer().check(BatchRequest.inPlace(classes));
        assertEquals(2, result.diagnostics().size());
        assertEquals(1, result.classes());
        assertEquals(before, names(classes));
    }

    @Test
    void check_is_content_with_what_transform_wrote() throws IOException {
        transform(BatchRequest.inPlace(classes));
        assertEquals(
                List.of(),
                new BatchTransformer().check(BatchRequest.inPlace(classes)).diagnostics());
    }

    @Test
    void check_finds_coroutines_that_were_left_out() throws IOException {
        transform(BatchRequest.inPlace(classes));
        TestCompiler.compile(folder, "a/Late.java", SHOP.replace("Shop", "Late"));
        BatchResult result = new BatchTransformer().check(BatchRequest.inPlace(classes));
        assertEquals(
                List.of("a.Late NOT_TRANSFORMED"),
                result.diagnostics().stream()
                        .map(d -> d.type() + " " + d.code())
                        .toList());
    }

    @Test
    void coroutines_that_are_not_woven_have_a_place() throws IOException {
        BatchRequest request = BatchRequest.inPlace(classes);
        List<String> places = new BatchTransformer()
                .unwoven(request).stream().map(each -> each.headline()).toList();
        assertEquals(1, places.size());
        assertTrue(
                places.get(0)
                        .matches("a/Shop.java:\\[\\d+,1] HED017 the coroutine Shop.order\\(\\) is not transformed: .*"),
                places.get(0));
        transform(request);
        assertEquals(List.of(), new BatchTransformer().unwoven(request));
    }

    @Test
    void check_finds_classes_that_were_broken_afterwards() throws IOException {
        transform(BatchRequest.inPlace(classes));
        Files.write(shop(), ClassBreaker.withoutFrames(Files.readAllBytes(shop())));
        BatchResult result = new BatchTransformer().check(BatchRequest.inPlace(classes));
        assertEquals(
                List.of(DiagnosticCode.OUTPUT_NOT_VERIFIED),
                result.diagnostics().stream().map(d -> d.code()).toList());
    }

    @Test
    void what_is_neither_directory_nor_jar_is_refused_by_name() throws IOException {
        Path text = Files.writeString(folder.resolve("some.txt"), "text");
        assertMessage(text + " is neither a directory nor a jar", BatchRequest.inPlace(text));
        assertMessage(folder.resolve("missing") + " does not exist", BatchRequest.inPlace(folder.resolve("missing")));
        assertMessage(text + " is a file, but the input is a directory", to(text));
    }

    @Test
    void the_same_input_gives_the_same_output() throws IOException {
        transform(to(folder.resolve("one")));
        transform(to(folder.resolve("two")));
        for (String name : names(folder.resolve("one"))) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("one").resolve(name),
                            folder.resolve("two").resolve(name)),
                    name);
        }
        assertNotEquals(-1, Files.mismatch(shop(), folder.resolve("one/a/Shop.class")));
    }

    private static void assertMessage(String start, BatchRequest request) {
        String message = assertThrows(UnusableInputException.class, () -> transform(request))
                .getMessage();
        assertTrue(message.startsWith(start), message);
    }

    private static BatchResult transform(BatchRequest request) throws IOException {
        return new BatchTransformer().transform(request);
    }

    private BatchRequest request(Path output, Optional<Path> originals, List<String> excludes) {
        return new BatchRequest(
                classes, output, List.of(), List.of(folder.resolve("sources")), true, List.of(), excludes, originals);
    }

    private BatchRequest to(Path output) {
        return request(output, Optional.empty(), List.of());
    }

    private Path shop() {
        return classes.resolve("a/Shop.class");
    }

    private Path frame() {
        return classes.resolve("a/Shop$order$Async.class");
    }

    private Map<String, FileTime> times() throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        for (String name : names(classes)) {
            times.put(name, Files.getLastModifiedTime(classes.resolve(name)));
        }
        return times;
    }

    private static List<String> names(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
