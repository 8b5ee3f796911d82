// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.source;

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
        return path(finding).flatMap(path -> file(path).locate(path, finding));
    }

    /**
     * Finds what is awaited.
     *
     * @param finding an await
     * @return the argument of the call of {@code await}, as it is written but on one line; or empty if there is no source, or it does not fit the class file
     * @throws UncheckedIOException if the source file can't be read
     */
    public Optional<String> awaited(Finding finding) {
        return path(finding).flatMap(path -> file(path).awaited(finding));
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

    private Optional<Path> path(Finding finding) {
        if (finding.sourceFile().isEmpty() || finding.type().isEmpty()) {
            return Optional.empty();
        }
        String folder = finding.type().substring(0, finding.type().lastIndexOf('/') + 1);
        return roots.stream()
                .map(root -> root.resolve(folder + finding.sourceFile()))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
