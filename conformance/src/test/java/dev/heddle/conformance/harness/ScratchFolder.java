// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder for compilers that want files; it is gone when it is closed. */
public record ScratchFolder(Path path) implements AutoCloseable {

    public static ScratchFolder make() throws IOException {
        return new ScratchFolder(Files.createTempDirectory("heddle-conformance"));
    }

    /** Reads the class files in a folder below, by internal name. */
    public Map<String, byte[]> classes(String folder) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        Path root = path.resolve(folder);
        for (Path file : files(root)) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (name.endsWith(".class")) {
                classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    /** Writes class files into a folder below. */
    public Path write(String folder, Map<String, byte[]> classes) throws IOException {
        Path root = Files.createDirectories(path.resolve(folder));
        for (Map.Entry<String, byte[]> each : classes.entrySet()) {
            Path file = root.resolve(each.getKey() + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, each.getValue());
        }
        return root;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }

    @Override
    public void close() throws IOException {
        for (Path file : files(path)) {
            Files.delete(file);
        }
    }
}
