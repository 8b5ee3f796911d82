// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import dev.heddle.transformer.read.FrameFile;
import dev.heddle.transformer.write.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Brings a directory to the state that a plan asks for, touching no file that is in it already. */
final class TreeWriter {

    private final Path output;
    private final List<Path> written = new ArrayList<>();
    private final List<Path> deleted = new ArrayList<>();

    TreeWriter(Path output) {
        this.output = output;
    }

    List<Path> written() {
        return written;
    }

    List<Path> deleted() {
        return deleted;
    }

    /** Rewrites the classes of the directory itself. Frames come before the classes that need them, so that what an interrupted run leaves behind can be gone on with. */
    void update(WeavePlan plan) throws IOException {
        for (Map.Entry<String, WeavePlan.Host> host : plan.hosts().entrySet()) {
            for (Map.Entry<String, ClassFile> frame : host.getValue().frames().entrySet()) {
                write(frame.getKey(), frame.getValue().bytes());
            }
            write(host.getKey(), host.getValue().content().bytes());
        }
        for (String name : plan.stale()) {
            delete(output.resolve(name));
        }
    }

    /** Copies a directory, with the changes. */
    void copy(DirectoryTree input, WeavePlan plan) throws IOException {
        Map<String, ClassFile> changes = plan.changes();
        for (String name : input.names()) {
            if (!changes.containsKey(name) && !plan.stale().contains(name)) {
                write(name, input.read(name));
            }
        }
        update(plan);
        deleteForeignFrames(input, changes);
    }

    /** Frames that an earlier run wrote there, for methods that are gone. */
    private void deleteForeignFrames(DirectoryTree input, Map<String, ClassFile> changes) throws IOException {
        DirectoryTree there = DirectoryTree.open(output);
        for (String name : there.names()) {
            boolean wanted = changes.containsKey(name) || input.has(name) || !name.endsWith(".class");
            if (!wanted && FrameFile.host(there.read(name)).isPresent()) {
                delete(there.path(name));
            }
        }
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = output.resolve(name);
        if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
            AtomicFile.replace(file, content);
            written.add(file);
        }
    }

    private void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            deleted.add(file);
        }
    }
}
