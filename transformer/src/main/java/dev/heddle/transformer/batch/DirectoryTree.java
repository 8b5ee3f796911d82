// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A directory of class files, and of whatever else. */
final class DirectoryTree implements FileTree {

    private final Path root;
    private final SortedSet<String> names;

    private DirectoryTree(Path root, SortedSet<String> names) {
        this.root = root;
        this.names = names;
    }

    static DirectoryTree open(Path root) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> names.add(root.relativize(file)
                            .toString()
                            .replace(root.getFileSystem().getSeparator(), "/")));
        }
        return new DirectoryTree(root, names);
    }

    @Override
    public List<String> names() {
        return List.copyOf(names);
    }

    @Override
    public boolean has(String name) {
        return names.contains(name);
    }

    @Override
    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    @Override
    public String origin(String name) {
        return path(name).toString();
    }

    Path path(String name) {
        return root.resolve(name);
    }

    @Override
    public void close() {}
}
