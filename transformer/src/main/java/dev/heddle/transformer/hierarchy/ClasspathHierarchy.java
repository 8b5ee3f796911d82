// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.hierarchy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds classes in directories and jars, and then in the JDK that this runs on. It reads only their headers, each once. Thread-safe.
 *
 * <p>Of multi-release jars it reads the base entries: versions of a class share their superclass in all but odd cases.
 */
public final class ClasspathHierarchy implements ClassHierarchy, AutoCloseable {

    private final List<ClassContainer> containers;
    private final Map<String, Optional<ClassInfo>> known = new ConcurrentHashMap<>();

    private ClasspathHierarchy(List<ClassContainer> containers) {
        this.containers = List.copyOf(containers);
    }

    /**
     * Opens a class path.
     *
     * @param classpath directories and jars; others and what does not exist are passed over, as the JVM does
     * @return the hierarchy, to be closed
     * @throws IOException if a jar can't be opened
     */
    public static ClasspathHierarchy open(List<Path> classpath) throws IOException {
        List<ClassContainer> containers = new ArrayList<>();
        try {
            for (Path entry : classpath) {
                ClassContainer.open(entry).ifPresent(containers::add);
            }
        } catch (IOException | RuntimeException e) {
            closeAll(containers, e);
            throw e;
        }
        containers.add(RuntimeImage.container());
        return new ClasspathHierarchy(containers);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if a file can't be read
     */
    @Override
    public Optional<ClassInfo> find(String internalName) {
        Optional<ClassInfo> info = known.get(internalName);
        if (info == null) {
            info = search(internalName);
            known.put(internalName, info);
        }
        return info;
    }

    private Optional<ClassInfo> search(String internalName) {
        return classFile(internalName).flatMap(ClassHeader::read).map(ClassHeader::toInfo);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if a file can't be read
     */
    @Override
    public Optional<byte[]> classFile(String internalName) {
        try {
            for (ClassContainer container : containers) {
                Optional<byte[]> classFile = container.read(internalName);
                if (classFile.isPresent()) {
                    return classFile;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("can't look " + internalName.replace('/', '.') + " up", e);
        }
    }

    @Override
    public void close() throws IOException {
        IOException failure = new IOException("can't close the class path");
        closeAll(containers, failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static void closeAll(List<ClassContainer> containers, Exception failure) {
        for (ClassContainer container : containers) {
            try {
                container.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
