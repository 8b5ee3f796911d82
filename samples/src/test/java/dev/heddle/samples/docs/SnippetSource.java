// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.docs;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a source file of a snippet, by the conventions that CONTRIBUTING.md tells:
 *
 * <ul>
 *   <li>What the snippet does not import is there: all of Heddle, {@code java.io}, {@code java.time}, {@code java.util} and their like, and the words statically.
 *   <li>A snippet that declares no type holds members of a class {@code Snippet}. What a comment right above it declares ({@code <!-- given: … -->}) is there besides.
 *   <li>A line that ends in {@code // ×N} stands there N times.
 * </ul>
 *
 * @param name the file's name without its ending: that of the first type
 * @param text the source; its lines have the numbers that they have in the snippet
 */
record SnippetSource(String name, String text) {

    private static final String IMPORTS =
            "import static dev.heddle.Coroutine.*; import static dev.heddle.runtime.Tasks.*; "
                    + "import dev.heddle.*; import dev.heddle.runtime.*; import dev.heddle.runtime.io.*; import dev.heddle.runtime.net.*; import dev.heddle.runtime.sync.*; import dev.heddle.runtime.testing.*; import java.io.*; import java.net.*; "
                    + "import java.net.http.*; import java.nio.ByteBuffer; import java.nio.channels.FileChannel; import java.nio.channels.Pipe; import java.nio.charset.StandardCharsets; import java.nio.file.*; import java.time.*; import java.util.*; import java.util.concurrent.*; "
                    + "import java.util.function.*; import javax.net.ssl.SSLContext; ";
    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract |sealed )*(?:class|interface|enum|record) (\\w+)", Pattern.MULTILINE);
    private static final Pattern REPEATED = Pattern.compile("^(.*)// ×([\\d,]+)$", Pattern.MULTILINE);
    private static final String GIVEN = "given:";

    static SnippetSource of(Snippet snippet) {
        String text = REPEATED.matcher(snippet.text()).replaceAll(SnippetSource::repeat);
        String given = snippet.note().startsWith(GIVEN)
                ? snippet.note().substring(GIVEN.length()).replace('\n', ' ')
                : "";
        Matcher type = TYPE.matcher(text);
        if (type.find()) {
            return new SnippetSource(type.group(1), IMPORTS + given + text);
        }
        return new SnippetSource("Snippet", IMPORTS + "class Snippet { " + given + text + "\n}");
    }

    private static String repeat(MatchResult line) {
        // All on one line, for the sake of the others' numbers.
        return Matcher.quoteReplacement(
                line.group(1).repeat(Integer.parseInt(line.group(2).replace(",", ""))));
    }
}
