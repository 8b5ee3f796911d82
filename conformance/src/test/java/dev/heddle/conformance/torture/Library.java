// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** A library to be tortured, as it lies on the class path. Thread-safe. */
final class Library {

    private final String name;
    private final String prefix;
    private final String workload;
    private final Map<String, Optional<byte[]>> files = new ConcurrentHashMap<>();
    private final Map<String, ClassNode> headers = new ConcurrentHashMap<>();

    /**
     * @param prefix what the internal names of its classes begin with
     */
    Library(String name, String prefix, Class<? extends Workload> workload) {
        this.name = name;
        this.prefix = prefix;
        this.workload = workload.getName().replace('.', '/');
    }

    String name() {
        return name;
    }

    String prefix() {
        return prefix;
    }

    String workload() {
        return workload;
    }

    /** The jar that the library is in. */
    Path jar() {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Path.of(entry).getFileName().toString().startsWith(name + "-")) {
                return Path.of(entry);
            }
        }
        throw new IllegalStateException(name + " is not on the class path");
    }

    /** Whether a class is the library's own. */
    boolean owns(String internalName) {
        return internalName.startsWith(prefix);
    }

    /** Whether a class is the workload's. */
    boolean isWorkload(String internalName) {
        return internalName.equals(workload) || internalName.startsWith(workload + "$");
    }

    /** The class file, with stack map frames whatever its age. */
    Optional<byte[]> read(String internalName) {
        return files.computeIfAbsent(internalName, name -> find(name).map(Library::modern));
    }

    /** What a class declares. */
    Optional<ClassNode> header(String internalName) {
        ClassNode known = headers.get(internalName);
        if (known == null && owns(internalName)) {
            Optional<byte[]> file = read(internalName);
            if (file.isPresent()) {
                known = new ClassNode();
                new ClassReader(file.get()).accept(known, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
                headers.put(internalName, known);
            }
        }
        return Optional.ofNullable(known);
    }

    private static Optional<byte[]> find(String internalName) {
        try (InputStream in = Library.class.getClassLoader().getResourceAsStream(internalName + ".class")) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] modern(byte[] file) {
        ClassReader reader = new ClassReader(file);
        int version = reader.readUnsignedShort(6);
        if (version >= Opcodes.V1_8) {
            return file;
        }
        ClassNode node = new ClassNode();
        reader.accept(node, ClassReader.SKIP_FRAMES);
        node.version = Opcodes.V1_8;
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return Library.class.getClassLoader();
            }
        };
        node.accept(writer);
        return writer.toByteArray();
    }
}
