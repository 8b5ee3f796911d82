// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.transformer.TestCompiler;
import dev.heddle.transformer.batch.BatchRequest;
import dev.heddle.transformer.batch.BatchTransformer;
import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.inspect.CoroutineView.State;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.xml.sax.InputSource;

class InspectorTest {

    private static final String SHOP = """
            package a;
            import static dev.heddle.Coroutine.*;
            import dev.heddle.*;
            class Shop {
                @Async
                static Coroutine<String> order(Coroutine<String> first, Coroutine<String> second, long number) {
                    String text = await(first);
                    return result(text + number + "<&\\">" + await(second));
                }
                @Async
                static Coroutine<Void> other(Coroutine<Void> c) {
                    await(c);
                    return done();
                }
            }
            """;

    @TempDir
    Path folder;

    private Path classes;
    private Path originals;

    @BeforeEach
    void compile() {
        classes = TestCompiler.compile(folder, "a/Shop.java", SHOP);
        originals = folder.resolve("originals");
    }

    @Test
    void a_class_that_is_not_woven_is_woven_in_memory() throws IOException {
        Inspection inspection = inspect(true, Optional.empty(), Optional.empty());
        assertEquals(
                List.of("order", "other"),
                inspection.coroutines().stream().map(CoroutineView::method).toList());
        CoroutineView order = inspection.coroutines().get(0);
        assertEquals(
                List.of("first", "second"),
                order.states().stream().map(State::awaits).toList());
        assertEquals(List.of(7, 8), order.states().stream().map(State::line).toList());
        assertEquals(List.of(1, 2), order.states().stream().map(State::number).toList());
        assertTrue(order.states().get(0).kept().stream()
                .anyMatch(kept -> kept.name().equals("number") && kept.type().equals("long")));
        assertTrue(order.before().available());
        assertTrue(text(order.before()).contains("INVOKESTATIC dev/heddle/Coroutine.await"));
        assertFalse(text(order.after()).contains("dev/heddle/Coroutine.await"));
        assertTrue(text(order.after()).contains("NEW a/Shop$order$Async"));
    }

    @Test
    void a_woven_class_shows_the_same_if_its_original_was_kept() throws IOException {
        Inspection before = inspect(true, Optional.empty(), Optional.empty());
        weave();
        assertEquals(before, inspect(true, Optional.of(originals), Optional.empty()));
    }

    @Test
    void without_the_original_it_is_said_why_there_is_none() throws IOException {
        weave();
        CoroutineView view = inspect(false, Optional.empty(), Optional.of("other"))
                .coroutines()
                .get(0);
        assertFalse(view.before().available());
        assertEquals(
                List.of(
                        "not available: the class is woven already; give the folder in which transform kept the originals"),
                view.before().lines());
        assertTrue(TextReport.render(new Inspection(List.of(view), List.of())).contains("before\n  not available"));
    }

    @Test
    void classes_and_methods_can_be_picked() throws IOException {
        assertEquals(
                1,
                inspect(true, Optional.empty(), Optional.of("other"))
                        .coroutines()
                        .size());
        assertEquals(
                0,
                inspect(true, Optional.empty(), Optional.of("oth")).coroutines().size());
        for (String name : List.of("a.Outer$Inner", "a.Outer.Inner", "Outer$Inner", "Outer.Inner", "Inner")) {
            assertTrue(
                    new InspectRequest(
                                    classes,
                                    List.of(),
                                    List.of(),
                                    Optional.empty(),
                                    Optional.of(name),
                                    Optional.of("foo"))
                            .wantsClass("a.Outer$Inner"),
                    name);
        }
        InspectRequest request = new InspectRequest(
                classes, List.of(), List.of(), Optional.empty(), Optional.of("Inner"), Optional.of("foo"));
        assertTrue(request.wantsMethod("lambda$foo$0"));
        assertFalse(request.wantsMethod("lambda$food$0"));
        assertFalse(request.wantsClass("a.OuterInner"));
    }

    @Test
    void the_text_is_a_table_and_two_listings() throws IOException {
        List<String> lines = InspectFormat.TEXT
                .render(inspect(true, Optional.empty(), Optional.of("other")))
                .lines()
                .toList();
        assertEquals("a.Shop.other (Ldev/heddle/Coroutine;)Ldev/heddle/Coroutine; (Shop.java)", lines.get(0));
        assertTrue(lines.get(1).matches("frame a\\.Shop\\$other\\$Async, \\d+ bytes"), lines.get(1));
        assertEquals("  state  line  awaits  keeps", lines.get(3));
        assertEquals("  1      12    c       -", lines.get(4));
        assertTrue(lines.containsAll(List.of("before", "after")));
    }

    @Test
    void the_html_is_well_formed_and_needs_nothing_else() throws Exception {
        String html = InspectFormat.HTML.render(inspect(true, Optional.empty(), Optional.empty()));
        String xml = html.replaceFirst("<!DOCTYPE html>", "").replaceAll("<(meta[^>]*|br)>", "<$1/>");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        assertFalse(html.contains("<script") || html.contains("src=") || html.contains("http"), html);
        assertTrue(html.contains("&lt;&amp;"));
    }

    @Test
    void the_json_tells_all() throws IOException {
        String json = InspectFormat.JSON.render(inspect(false, Optional.empty(), Optional.of("other")));
        assertTrue(
                json.startsWith(
                        "{\n  \"coroutines\": [\n    {\n      \"class\": \"a.Shop\",\n      \"method\": \"other\","),
                json);
        assertTrue(json.contains("\"states\": [\n        {\n          \"state\": 1,\n          \"line\": 12,"), json);
        weave();
        assertTrue(InspectFormat.JSON
                .render(inspect(false, Optional.empty(), Optional.of("other")))
                .contains("\"before\": null,"));
    }

    @Test
    void json_texts_are_escaped() {
        assertEquals("\"\\\"\\\\\\n\\t\\r\\u0001\\ud83d\\ude00ä\"", JsonWriter.write("\"\\\n\t\r\u0001\uD83D\uDE00ä"));
        assertEquals("[]", JsonWriter.write(List.of()));
    }

    @Test
    void frames_are_as_large_as_the_jvm_makes_them() {
        assertEquals(24, size());
        assertEquals(24, size("I"));
        assertEquals(32, size("Ljava/lang/String;", "[I"));
        assertEquals(32, size("J"));
        assertEquals(32, size("J", "I"));
        assertEquals(40, size("D", "Z", "I"));
        assertEquals(24, size("Z", "B", "S"));
    }

    private static int size(String... descriptors) {
        ClassNode frame = new ClassNode();
        for (String descriptor : descriptors) {
            frame.fields.add(new FieldNode(0, "f" + frame.fields.size(), descriptor, null, null));
        }
        frame.fields.add(new FieldNode(Opcodes.ACC_STATIC, "shared", "J", null, null));
        frame.visit(Opcodes.V17, 0, "F", null, "java/lang/Object", null);
        frame.accept(new ClassWriter(0));
        return FrameSize.of(frame);
    }

    private void weave() throws IOException {
        new BatchTransformer()
                .transform(new BatchRequest(
                        classes, classes, List.of(), List.of(), true, List.of(), List.of(), Optional.of(originals)));
    }

    @Test
    void what_another_version_has_woven_is_not_shown_but_named() throws IOException {
        new BatchTransformer()
                .transform(new BatchRequest(
                        classes, classes, List.of(), List.of(), true, List.of(), List.of(), Optional.empty()));
        Path file = classes.resolve("a/Shop.class");
        ClassNode shop = BytecodeListing.read(Files.readAllBytes(file));
        List<Object> mark = shop.visibleAnnotations.get(0).values;
        mark.set(mark.indexOf("format") + 1, 1);
        ClassWriter older = new ClassWriter(0);
        shop.accept(older);
        Files.write(file, older.toByteArray());
        Inspection inspection = inspect(false, Optional.empty(), Optional.empty());
        assertEquals(List.of(), inspection.coroutines());
        assertEquals(
                List.of("a.Shop was woven by another version of Heddle, in format 1 instead of 3"),
                inspection.diagnostics().stream().map(Diagnostic::message).toList());
    }

    private Inspection inspect(boolean withSources, Optional<Path> kept, Optional<String> method) throws IOException {
        List<Path> sources = withSources ? List.of(folder.resolve("sources")) : List.of();
        return new Inspector().inspect(new InspectRequest(classes, List.of(), sources, kept, Optional.empty(), method));
    }

    private static String text(CoroutineView.Listing listing) {
        return String.join("\n", listing.lines());
    }
}
