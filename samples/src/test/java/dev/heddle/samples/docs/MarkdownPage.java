// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Takes a Markdown page apart, as far as tests need it. */
final class MarkdownPage {

    private static final String FENCE = "```";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Path path;
    private final List<Snippet> snippets = new ArrayList<>();
    private final List<String> headings = new ArrayList<>();
    private String note = "";

    private MarkdownPage(Path path) throws IOException {
        this.path = path;
        List<String> lines = Files.readAllLines(path);
        int next = 0;
        while (next < lines.size()) {
            next = read(lines, next);
        }
    }

    /** Reads a page, named from the repository's root. */
    static MarkdownPage of(String name) {
        return of(ROOT.resolve(name));
    }

    private static MarkdownPage of(Path path) {
        try {
            return new MarkdownPage(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All pages of the repository's root, of docs and of what is below docs. */
    static List<MarkdownPage> all() {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .map(MarkdownPage::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path root() {
        return ROOT;
    }

    Path path() {
        return path;
    }

    List<String> headings() {
        return headings;
    }

    List<Snippet> snippets() {
        return snippets;
    }

    Stream<Snippet> snippets(String language) {
        return snippets.stream().filter(snippet -> snippet.language().equals(language));
    }

    private int read(List<String> lines, int at) {
        String line = lines.get(at);
        if (line.startsWith("<!--")) {
            int end = at;
            while (!lines.get(end).endsWith("-->")) {
                end++;
            }
            String comment = String.join("\n", lines.subList(at, end + 1));
            note = comment.substring("<!--".length(), comment.length() - "-->".length())
                    .strip();
            return end + 1;
        }
        if (line.startsWith(FENCE)) {
            return readFenced(lines, at);
        }
        if (line.startsWith("#")) {
            headings.add(line.replaceFirst("^#+\\s*", ""));
        }
        if (!line.isBlank()) {
            note = "";
        }
        return at + 1;
    }

    private int readFenced(List<String> lines, int at) {
        int end = at + 1;
        while (!lines.get(end).startsWith(FENCE)) {
            end++;
        }
        String heading = headings.isEmpty() ? "" : headings.get(headings.size() - 1);
        String language = lines.get(at).substring(FENCE.length());
        String text = String.join("\n", lines.subList(at + 1, end));
        snippets.add(new Snippet(path, at + 2, heading, language, note, text));
        note = "";
        return end + 1;
    }
}
