// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import dev.heddle.transformer.write.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Keeps the class files as they were before they were woven. Only class files lie in it. */
record OriginalsFolder(Path root) {

    /** Keeps what is about to be rewritten, and removes what is not woven any more. */
    void update(FileTree input, WeavePlan plan) throws IOException {
        for (String name : plan.hosts().keySet()) {
            byte[] original = input.read(name);
            Path file = root.resolve(name);
            if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), original)) {
                AtomicFile.replace(file, original);
            }
        }
        if (Files.isDirectory(root)) {
            DirectoryTree kept = DirectoryTree.open(root);
            for (String name : kept.names()) {
                if (name.endsWith(".class")
                        && !plan.hosts().containsKey(name)
                        && !plan.marked().containsKey(name)) {
                    Files.delete(kept.path(name));
                }
            }
        }
    }
}
