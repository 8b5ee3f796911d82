// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.diagnostic.Finding;
import dev.heddle.transformer.diagnostic.SourceLocator.SourcePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaSourcesTest {

    private static final String SOURCE = """
            package a;

            class Shop {
                Shop() {
                    await(first());
                }
                @Async
                Coroutine<Void> order(int number) {
                    await(one(await(two()))); await(three());
                    String text = this.<String>name()
                        .concat(Coroutine.await(
                            four(number)));
                    list.forEach(Coroutine::await);
            \t\tspawn(() -> await(five())); await(six());
                    return done();
                }
                abstract Coroutine<Void> order();
                abstract Coroutine<Void> only();
                record Item(int price) {
                    Item {
                        check(() -> await(seven()));
                    }
                }
            }
            """;

    @TempDir
    Path root;

    private JavaSources sources;

    @BeforeEach
    void writeSources() throws IOException {
        Files.createDirectories(root.resolve("a"));
        Files.writeString(root.resolve("a/Shop.java"), SOURCE);
        Files.writeString(root.resolve("a/Broken.java"), "package a;\nclass Broken {\n    void foo( { await( }\n");
        sources = new JavaSources(List.of(root.resolve("missing"), root));
    }

    @Test
    void awaits_on_one_line_are_counted_in_the_order_of_evaluation() {
        assertPlace(9, 19, await("order", 9, 0));
        assertPlace(9, 9, await("order", 9, 1));
        assertPlace(9, 35, await("order", 9, 2));
    }

    @Test
    void an_await_is_where_its_name_stands() {
        assertPlace(11, 31, await("order", 11, 0));
    }

    @Test
    void an_await_is_also_found_by_a_line_that_it_covers() {
        assertPlace(11, 31, await("order", 12, 0));
    }

    @Test
    void a_reference_to_await_is_found() {
        assertPlace(13, 22, await("order", 13, 0));
    }

    @Test
    void awaits_in_lambdas_are_not_those_around_them() {
        assertPlace(14, 15, await("lambda$order$0", 14, 0));
        assertPlace(14, 31, await("order", 14, 0));
        assertPlace(14, 31, await("order", 14, 7));
    }

    @Test
    void a_method_is_where_its_name_stands() {
        assertPlace(8, 21, place("a/Shop", "order", 9, Anchor.METHOD, 0, ""));
        assertPlace(4, 5, place("a/Shop", "<init>", 5, Anchor.METHOD, 0, ""));
        assertPlace(20, 9, place("a/Shop$Item", "<init>", 21, Anchor.METHOD, 0, ""));
        assertPlace(14, 9, place("a/Shop", "lambda$order$0", 14, Anchor.METHOD, 0, ""));
    }

    @Test
    void a_method_without_a_body_is_found_if_its_name_tells_enough() {
        assertPlace(18, 30, place("a/Shop", "only", 0, Anchor.METHOD, 0, ""));
        assertEquals(Optional.empty(), place("a/Shop", "order", 0, Anchor.METHOD, 0, ""));
    }

    @Test
    void calls_returns_and_types_are_found() {
        assertPlace(14, 3, place("a/Shop", "order", 14, Anchor.CALL, 0, "spawn"));
        assertPlace(10, 36, place("a/Shop", "order", 10, Anchor.CALL, 0, "name"));
        assertPlace(15, 9, place("a/Shop", "order", 15, Anchor.RETURN, 0, ""));
        assertPlace(3, 7, place("a/Shop", "", 0, Anchor.CLASS, 0, ""));
        assertPlace(19, 12, place("a/Shop$Item", "", 0, Anchor.CLASS, 0, ""));
    }

    @Test
    void what_is_not_found_is_shown_by_its_line() {
        assertPlace(15, 9, await("order", 15, 0));
    }

    @Test
    void a_source_that_does_not_parse_still_has_lines() {
        Finding finding = finding("a/Broken", "Broken.java", "foo", 3, Anchor.RETURN, 0, "");
        assertEquals(
                Optional.of(
                        new SourcePlace(root.resolve("a/Broken.java").toString(), 3, 5, "    void foo( { await( }")),
                sources.locate(finding));
    }

    @Test
    void without_a_source_or_a_fitting_line_there_is_no_place() {
        assertEquals(Optional.empty(), sources.locate(finding("b/Shop", "Shop.java", "order", 3, Anchor.AWAIT, 0, "")));
        assertEquals(Optional.empty(), sources.locate(finding("a/Shop", "", "order", 3, Anchor.AWAIT, 0, "")));
        assertEquals(Optional.empty(), await("order", 99, 0));
    }

    @Test
    void what_is_awaited_is_given_as_it_is_written() {
        assertEquals(Optional.of("two()"), sources.awaited("a/Shop", "Shop.java", "order", 9, 0));
        assertEquals(Optional.of("one(await(two()))"), sources.awaited("a/Shop", "Shop.java", "order", 9, 1));
        assertEquals(Optional.of("four(number)"), sources.awaited("a/Shop", "Shop.java", "order", 11, 0));
        assertEquals(Optional.empty(), sources.awaited("a/Shop", "Shop.java", "order", 15, 0));
    }

    private Optional<SourcePlace> await(String method, int line, int ordinal) {
        return place("a/Shop", method, line, Anchor.AWAIT, ordinal, "");
    }

    private Optional<SourcePlace> place(
            String type, String method, int line, Anchor anchor, int ordinal, String detail) {
        return sources.locate(finding(type, "Shop.java", method, line, anchor, ordinal, detail));
    }

    private static Finding finding(
            String type, String file, String method, int line, Anchor anchor, int ordinal, String detail) {
        return new Finding(
                DiagnosticCode.AWAIT_OUTSIDE_COROUTINE, type, method, file, line, anchor, ordinal, detail, "a message");
    }

    private static void assertPlace(int line, int column, Optional<SourcePlace> place) {
        assertEquals(
                line + ":" + column,
                place.map(found -> found.line() + ":" + found.column()).orElse("nowhere"));
        assertEquals(SOURCE.lines().toList().get(line - 1), place.orElseThrow().text());
    }
}
