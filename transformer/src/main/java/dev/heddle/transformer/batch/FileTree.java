// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files in a directory or jar, by names with slashes. */
interface FileTree extends Closeable {

    /** The names of the files, sorted. */
    List<String> names();

    /** Reads a file of this tree. */
    byte[] read(String name) throws IOException;

    /** Names a file for users. */
    String origin(String name);

    /** Tells whether there is a file. */
    default boolean has(String name) {
        return names().contains(name);
    }

    static FileTree open(Path input) throws IOException {
        if (Files.isDirectory(input)) {
            return DirectoryTree.open(input);
        }
        if (!Files.isRegularFile(input)) {
            throw new UnusableInputException(input + " does not exist: give a directory of class files, or a jar");
        }
        try {
            return new JarTree(input, new ZipFile(input.toFile()));
        } catch (ZipException e) {
            throw new UnusableInputException(input + " is neither a directory nor a jar (" + e.getMessage() + ")");
        }
    }
}
