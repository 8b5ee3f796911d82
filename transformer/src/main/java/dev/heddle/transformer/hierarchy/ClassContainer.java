// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.hierarchy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A place where class files lie. */
interface ClassContainer extends Closeable {

    /** Reads a class file, or finds that it is not here. */
    Optional<byte[]> read(String internalName) throws IOException;

    @Override
    default void close() throws IOException {}

    /** Opens an entry of a class path; empty if there can't be classes in it. */
    static Optional<ClassContainer> open(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            return Optional.of(name -> readFile(entry.resolve(name + ".class")));
        }
        if (!Files.isRegularFile(entry)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Jar(new ZipFile(entry.toFile())));
        } catch (ZipException noArchive) {
            // Maven puts whatever a project depends on there, native libraries for instance; the JVM does not mind
            // either.
            return Optional.empty();
        }
    }

    private static Optional<byte[]> readFile(Path file) throws IOException {
        return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /** A jar file. */
    record Jar(ZipFile file) implements ClassContainer {

        @Override
        public Optional<byte[]> read(String internalName) throws IOException {
            ZipEntry entry = file.getEntry(internalName + ".class");
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = file.getInputStream(entry)) {
                return Optional.of(in.readAllBytes());
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
