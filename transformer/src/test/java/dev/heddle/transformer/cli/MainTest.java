// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.transformer.TestCompiler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    private static final String HEAD = "package a; import dev.heddle.*; import static dev.heddle.Coroutine.*;\n";
    private static final String SHOP = HEAD
            + "class Shop { @Async static Coroutine<Integer> order(Coroutine<Integer> c) { return result(await(c) + 1); } }\n";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path classes;

    @BeforeEach
    void compile() {
        classes = TestCompiler.compile(folder, "a/Shop.java", SHOP);
    }

    @Test
    void transform_check_and_inspect_go_together() throws IOException {
        Path originals = folder.resolve("originals");
        assertEquals(0, run("transform", classes.toString(), "--originals", originals.toString()));
        assertEquals(
                "transformed 1 class with 1 coroutine in " + classes, text(out).strip());
        assertEquals(0, run("transform", classes.toString()));
        assertEquals(0, run("check", classes.toString()));
        out.reset();
        assertEquals(
                0,
                run(
                        "inspect",
                        classes.toString(),
                        "--class=Shop",
                        "--method",
                        "order",
                        "--originals",
                        originals.toString(),
                        "--sources",
                        folder.resolve("sources").toString()));
        assertTrue(
                text(out).startsWith("a.Shop.order (Ldev/heddle/Coroutine;)Ldev/heddle/Coroutine; (Shop.java)"),
                text(out));
        assertEquals("", text(err));
    }

    @Test
    void the_output_may_be_elsewhere() {
        Path output = folder.resolve("out");
        assertEquals(0, run("transform", "--out", output.toString(), classes.toString()));
        assertTrue(Files.exists(output.resolve("a/Shop$order$Async.class")));
        assertTrue(Files.notExists(classes.resolve("a/Shop$order$Async.class")));
    }

    @Test
    void errors_go_to_the_error_stream_with_line_and_caret() {
        String source =
                HEAD + "class Wrong {\n    int order(Coroutine<Integer> c) {\n        return await(c);\n    }\n}\n";
        TestCompiler.compile(folder, "a/Wrong.java", source);
        assertEquals(
                1,
                run(
                        "transform",
                        classes.toString(),
                        "--sources",
                        folder.resolve("sources").toString()));
        List<String> lines = text(err).lines().toList();
        String file = folder.resolve("sources/a/Wrong.java").toString();
        assertTrue(lines.get(0).startsWith(file + ":[4,16] HED001 "), text(err));
        assertEquals("        return await(c);", lines.get(1));
        assertEquals("               ^", lines.get(2));
        assertEquals("nothing was written", text(out).strip());
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                  'which command?'",
        "weave DIR,                           'there is no command weave'",
        "transform,                           'transform needs a directory of class files, or a jar'",
        "transform DIR more,                  'transform takes one directory or jar, not also more'",
        "transform DIR --ou x,                'transform knows no option --ou'",
        "check DIR --out x,                   'check knows no option --out'",
        "transform DIR --out,                 'the option --out needs a value'",
        "transform DIR --out --no-verify,     'the option --out needs a value'",
        "transform DIR --out x --out y,       'the option --out is given twice'",
        "transform no/such/dir,               'no/such/dir does not exist'",
        "transform DIR --sources no/sources,  'no/sources does not exist'",
        "inspect DIR --format xml,            'there is no format xml: it is text, html or json'"
    })
    void wrong_usage_is_named_and_help_offered(String line, String complaint) {
        String[] args = line.isEmpty()
                ? new String[0]
                : line.replace("DIR", classes.toString()).split(" ");
        assertEquals(2, run(args));
        String first = text(err).lines().findFirst().orElse("");
        if (args.length == 0) {
            assertEquals("heddle: " + complaint, first);
            assertTrue(text(err).endsWith(Usage.TEXT), text(err));
        } else {
            assertEquals("heddle: " + complaint + " (--help shows what there is)", first);
        }
        assertEquals("", text(out));
    }

    @Test
    void an_input_that_is_no_jar_is_an_error_of_the_input() throws IOException {
        Path file = Files.writeString(folder.resolve("some.txt"), "text");
        assertEquals(1, run("transform", file.toString()));
        assertTrue(text(err).startsWith("heddle: " + file + " is neither a directory nor a jar"), text(err));
    }

    @Test
    void a_coroutine_that_is_not_there_is_told() {
        assertEquals(1, run("inspect", classes.toString(), "--class", "Nowhere"));
        assertEquals(
                "heddle: " + classes + " has no coroutine in Nowhere", text(err).strip());
    }

    @Test
    void help_and_version_are_printed() {
        assertEquals(0, run("--help"));
        assertEquals(Usage.TEXT, text(out));
        assertEquals(0, run("transform", "--help"));
        out.reset();
        assertEquals(0, run("--version"));
        assertTrue(text(out).startsWith("heddle "));
    }

    private int run(String... args) {
        try (PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            return Main.run(args, toOut, toErr);
        }
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
