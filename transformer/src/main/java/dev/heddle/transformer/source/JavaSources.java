// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.source;

import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.Finding;
import dev.heddle.transformer.diagnostic.SourceLocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds places in Java sources. Each file is read and parsed once, when it is first asked for. Thread-safe. */
public final class JavaSources implements SourceLocator {

    private final List<Path> roots;
    private final Map<Path, SourceFile> files = new ConcurrentHashMap<>();

    /**
     * Looks at source roots.
     *
     * @param roots the folders that the packages' folders lie in; those that do not exist have nothing in them
     */
    public JavaSources(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if the source file can't be read
     */
    @Override
    public Optional<SourcePlace> locate(Finding finding) {
        return path(finding.type(), finding.sourceFile())
                .flatMap(path -> file(path).locate(path, finding));
    }

    /**
     * Finds what is awaited.
     *
     * @param type the class, by its internal name
     * @param sourceFile the source file's simple name
     * @param method the name of the method that awaits
     * @param line the line of the await
     * @param ordinal which await on that line, from 0, in the order of the bytecode
     * @return the argument of the call of {@code await}, as it is written but on one line; or empty if there is no source, or it does not fit the class file
     * @throws UncheckedIOException if the source file can't be read
     */
    public Optional<String> awaited(String type, String sourceFile, String method, int line, int ordinal) {
        Target target = new Target(type, method, line, Anchor.AWAIT, ordinal, "");
        return path(type, sourceFile).flatMap(path -> file(path).awaited(target));
    }

    private SourceFile file(Path path) {
        return files.computeIfAbsent(path, JavaSources::read);
    }

    private static SourceFile read(Path path) {
        try {
            return new SourceFile(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the source " + path, e);
        }
    }

    private Optional<Path> path(String type, String sourceFile) {
        if (sourceFile.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        String folder = type.substring(0, type.lastIndexOf('/') + 1);
        return roots.stream()
                .map(root -> root.resolve(folder + sourceFile))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
