// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.samples.Printed;
import dev.heddle.samples.Samples;
import dev.heddle.transformer.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goals, properties, options, samples and files that the documentation names exist. */
class CommandsTest {

    private static final Pattern GOAL = Pattern.compile("(?:heddle:|heddle-maven-plugin:|<goal>)([a-z-]+)");
    private static final Pattern PROPERTY = Pattern.compile("(?:-D|`)heddle\\.(\\w+)");
    private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z-]+");
    private static final Pattern SAMPLE = Pattern.compile("-Dsample=(\\w+)");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+-SNAPSHOT");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final String ALL_JAR = "java -jar heddle-transformer";

    static Stream<MarkdownPage> pages() {
        return MarkdownPage.all().stream();
    }

    static Stream<Snippet> commands() {
        return pages().flatMap(page -> Stream.concat(page.snippets("sh"), page.snippets("xml")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void goalsExist(Snippet command) throws IOException {
        String mojos = mojos();
        found(GOAL, command.text())
                .forEach(goal -> assertTrue(
                        goal.equals("help") || mojos.contains("name = \"" + goal + "\""),
                        () -> goal + " in " + command));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void propertiesExist(MarkdownPage page) throws IOException {
        String mojos = mojos();
        String runtime = Files.readString(Path.of("../runtime/src/main/java/dev/heddle/runtime/codegen/Origins.java"));
        found(PROPERTY, Files.readString(page.path()))
                .forEach(name -> assertTrue(
                        mojos.contains("property = \"heddle." + name + "\"")
                                || runtime.contains("getProperty(\"heddle." + name + "\")"),
                        () -> "heddle." + name + " in " + page.path()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void optionsExist(Snippet command) throws Exception {
        String help = String.join(
                "\n",
                Printed.by(() -> Main.run(new String[] {"--help"}, System.out, System.err))
                        .out());
        command.text()
                .lines()
                .filter(line -> line.startsWith(ALL_JAR))
                .flatMap(line -> OPTION.matcher(line).results())
                .map(MatchResult::group)
                .forEach(option -> assertTrue(help.contains(option), () -> option + " in " + command));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void samplesExist(Snippet command) {
        Set<String> samples =
                Arrays.stream(Samples.values()).map(Samples::title).collect(Collectors.toSet());
        found(SAMPLE, command.text()).forEach(name -> assertTrue(samples.contains(name), command::toString));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linkedFilesExist(MarkdownPage page) throws IOException {
        found(LINK, Files.readString(page.path()))
                .forEach(link ->
                        assertTrue(Files.exists(page.path().resolveSibling(link)), () -> link + " in " + page.path()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void versionsAreThisOne(MarkdownPage page) throws IOException {
        String pom = Files.readString(MarkdownPage.root().resolve("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
        VERSION.matcher(Files.readString(page.path())).results().forEach(each -> assertEquals(version, each.group()));
    }

    @Test
    void aMistakeWouldBeFound() {
        assertEquals("nix", found(GOAL, "mvn heddle:nix").findFirst().orElseThrow());
        assertEquals("nix", found(PROPERTY, "`heddle.nix`").findFirst().orElseThrow());
        assertEquals("nix", found(SAMPLE, "mvn -Dsample=nix").findFirst().orElseThrow());
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private static String mojos() throws IOException {
        Path folder = MarkdownPage.root().resolve("maven-plugin/src/main/java/dev/heddle/maven");
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
