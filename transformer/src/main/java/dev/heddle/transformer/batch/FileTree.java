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
public interface FileTree extends Closeable {

    /**
     * Lists them.
     *
     * @return the names of the files, sorted
     */
    List<String> names();

    /**
     * Reads a file of this tree.
     *
     * @param name its name
     * @return its content
     * @throws IOException if it can't be read, or is none of this tree
     */
    byte[] read(String name) throws IOException;

    /**
     * Names a file for users.
     *
     * @param name its name in this tree
     * @return a name that tells where it is
     */
    String origin(String name);

    /**
     * Tells whether there is a file.
     *
     * @param name its name
     * @return true if it is there
     */
    default boolean has(String name) {
        return names().contains(name);
    }

    /**
     * Opens a directory or a jar.
     *
     * @param input the directory or jar
     * @return its files, to be closed
     * @throws UnusableInputException if it is neither
     * @throws IOException if it can't be read
     */
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
