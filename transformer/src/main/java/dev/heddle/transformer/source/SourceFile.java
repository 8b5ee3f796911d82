// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.source;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Position;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.heddle.transformer.diagnostic.Finding;
import dev.heddle.transformer.diagnostic.SourceLocator.SourcePlace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One source file. What can't be parsed still has lines. */
final class SourceFile {

    private final List<String> lines;
    private final Optional<CompilationUnit> unit;

    SourceFile(byte[] content) {
        // Other encodings are read wrong, but then only in what is not ASCII: never an exception, and columns stay
        // right.
        String text = new String(content, StandardCharsets.UTF_8);
        this.lines = text.lines().toList();
        this.unit = parse(text);
    }

    private static Optional<CompilationUnit> parse(String text) {
        ParserConfiguration configuration = new ParserConfiguration()
                .setLanguageLevel(LanguageLevel.BLEEDING_EDGE)
                .setAttributeComments(false);
        // A result may also be there when there are problems: then as much as was understood.
        return new JavaParser(configuration).parse(text).getResult();
    }

    Optional<SourcePlace> locate(Path path, Finding finding) {
        Optional<Position> exact = unit.flatMap(parsed -> new AnchorFinder(parsed, Target.of(finding)).find())
                .map(found -> found.position());
        int line = exact.map(position -> position.line).orElse(finding.line());
        if (line < 1 || line > lines.size()) {
            return Optional.empty();
        }
        String text = lines.get(line - 1);
        int column = exact.map(position -> position.column).orElseGet(() -> firstColumn(text));
        return Optional.of(new SourcePlace(path.toString(), line, column, text));
    }

    Optional<String> awaited(Target target) {
        return unit.flatMap(parsed -> new AnchorFinder(parsed, target).find())
                .filter(found -> found.node() instanceof MethodCallExpr call
                        && call.getArguments().isNonEmpty())
                .flatMap(found -> ((MethodCallExpr) found.node()).getArgument(0).getTokenRange())
                .map(tokens -> tokens.toString().replaceAll("\\s+", " "));
    }

    private static int firstColumn(String text) {
        int blanks = 0;
        while (blanks < text.length() && Character.isWhitespace(text.charAt(blanks))) {
            blanks++;
        }
        return blanks == text.length() ? 1 : blanks + 1;
    }
}
