// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.hierarchy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** The classes of the JDK that this runs on, all modules of it. The file system is the JVM's own and is never closed. */
final class RuntimeImage {

    private RuntimeImage() {}

    static ClassContainer container() {
        FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
        return name -> read(image, name);
    }

    /** {@code /packages/java.util} has a link to each module with such a package. */
    private static Optional<byte[]> read(FileSystem image, String internalName) throws IOException {
        int slash = internalName.lastIndexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        Path modules =
                image.getPath("/packages", internalName.substring(0, slash).replace('/', '.'));
        try (DirectoryStream<Path> links = Files.newDirectoryStream(modules)) {
            for (Path link : links) {
                Path file = image.getPath("/modules", link.getFileName().toString(), internalName + ".class");
                if (Files.exists(file)) {
                    return Optional.of(Files.readAllBytes(file));
                }
            }
            return Optional.empty();
        } catch (NoSuchFileException | NotDirectoryException noSuchPackage) {
            return Optional.empty();
        }
    }
}
