// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import dev.heddle.transformer.write.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a jar anew: its entries in their order and with their times, each frame behind the class that it belongs to. */
final class JarWriter {

    private static final List<String> FIRST = List.of("META-INF/", "META-INF/MANIFEST.MF");

    private final JarTree input;
    private final WeavePlan plan;

    JarWriter(JarTree input, WeavePlan plan) {
        this.input = input;
        this.plan = plan;
    }

    /** Writes the jar, if its content is to be another. Says whether it did. */
    boolean write(Path output) throws IOException {
        byte[] content = content();
        if (Files.isRegularFile(output) && Arrays.equals(Files.readAllBytes(output), content)) {
            return false;
        }
        AtomicFile.replace(output, content);
        return true;
    }

    private byte[] content() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Map<String, ClassFile> changes = plan.changes();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : manifestFirst(input.entries())) {
                WeavePlan.Host host = plan.hosts().get(entry.getName());
                if (host != null) {
                    put(out, entry, host.content().bytes());
                    for (Map.Entry<String, ClassFile> frame : host.frames().entrySet()) {
                        put(
                                out,
                                renamed(entry, frame.getKey()),
                                frame.getValue().bytes());
                    }
                } else if (!plan.stale().contains(entry.getName()) && !changes.containsKey(entry.getName())) {
                    put(out, entry, entry.isDirectory() ? new byte[0] : input.read(entry.getName()));
                }
            }
        }
        return bytes.toByteArray();
    }

    /** JarInputStream finds the manifest only at the very beginning. */
    private static List<ZipEntry> manifestFirst(List<ZipEntry> entries) {
        List<ZipEntry> ordered = new ArrayList<>();
        for (String name : FIRST) {
            entries.stream().filter(entry -> entry.getName().equals(name)).forEach(ordered::add);
        }
        entries.stream().filter(entry -> !FIRST.contains(entry.getName())).forEach(ordered::add);
        return ordered;
    }

    private static ZipEntry renamed(ZipEntry entry, String name) {
        ZipEntry copy = new ZipEntry(name);
        copy.setTimeLocal(entry.getTimeLocal());
        copy.setMethod(entry.getMethod());
        return copy;
    }

    private static void put(ZipOutputStream out, ZipEntry entry, byte[] content) throws IOException {
        // How small it gets is up to our deflater, and need not be what it was.
        entry.setCompressedSize(-1);
        if (entry.getMethod() == ZipEntry.STORED) {
            CRC32 checksum = new CRC32();
            checksum.update(content);
            entry.setCrc(checksum.getValue());
            entry.setSize(content.length);
            entry.setCompressedSize(content.length);
        } else {
            entry.setSize(content.length);
        }
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
