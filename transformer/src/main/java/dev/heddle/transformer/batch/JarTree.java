// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar. */
final class JarTree implements FileTree {

    private final Path path;
    private final ZipFile file;
    private final List<String> names;

    JarTree(Path path, ZipFile file) {
        this.path = path;
        this.file = file;
        this.names = file.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .sorted()
                .toList();
    }

    /** Refuses jars whose signature would no longer hold. */
    void requireUnsigned() throws UnusableInputException {
        for (String name : names) {
            String upper = name.toUpperCase(Locale.ROOT);
            if (upper.startsWith("META-INF/")
                    && upper.indexOf('/', "META-INF/".length()) < 0
                    && upper.endsWith(".SF")) {
                throw new UnusableInputException(path + " is signed (" + name
                        + "), and transformed classes would break the signature: transform first, then sign");
            }
        }
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public boolean has(String name) {
        return file.getEntry(name) != null;
    }

    @Override
    public byte[] read(String name) throws IOException {
        ZipEntry entry = file.getEntry(name);
        if (entry == null) {
            throw new NoSuchFileException(origin(name));
        }
        try (InputStream in = file.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    @Override
    public String origin(String name) {
        return path + "!/" + name;
    }

    /** All entries, folders too, in the order of the jar. */
    List<ZipEntry> entries() {
        return file.stream().<ZipEntry>map(ZipEntry::new).toList();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
