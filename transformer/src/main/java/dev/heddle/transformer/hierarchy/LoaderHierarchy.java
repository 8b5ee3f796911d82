// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.hierarchy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the class files that a class loader sees, without loading a class. Thread-safe. */
public final class LoaderHierarchy implements ClassHierarchy {

    private final ClassLoader loader;
    private final Map<String, Optional<ClassInfo>> known = new ConcurrentHashMap<>();

    /**
     * Looks at a loader.
     *
     * @param loader the loader, or null for the JVM's own
     */
    public LoaderHierarchy(@Nullable ClassLoader loader) {
        this.loader = loader == null ? ClassLoader.getPlatformClassLoader() : loader;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if a class file can't be read
     */
    @Override
    public Optional<ClassInfo> find(String internalName) {
        // Not computeIfAbsent: the loader runs foreign code, which may come back here.
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
     * @throws UncheckedIOException if a class file can't be read
     */
    @Override
    public Optional<byte[]> classFile(String internalName) {
        try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("can't look " + internalName.replace('/', '.') + " up", e);
        }
    }
}
