// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sizes of classes that this build has compiled, and whoever weaves them has woven: those of peers whose tools run in a build alone. */
final class CompiledClasses {

    private CompiledClasses() {}

    /** The sizes of two classes of this package, each with those that are nested in it. */
    static Sizes sizes(String plain, String woven) throws IOException {
        return new Sizes(size(plain), size(woven));
    }

    private static long size(String simpleName) throws IOException {
        URL file = CompiledClasses.class.getResource(simpleName + ".class");
        if (file == null) {
            throw new IllegalStateException(simpleName + " is not on the class path");
        }
        URI place;
        try {
            place = file.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        if (!"jar".equals(place.getScheme())) {
            return size(Path.of(place), simpleName);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
            return size(jar.getPath(CompiledClasses.class.getName().replace('.', '/')), simpleName);
        }
    }

    /** Adds up the class files beside one of them. */
    private static long size(Path one, String simpleName) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(one.resolveSibling(""))) {
            files = all.toList();
        }
        long size = 0;
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (name.equals(simpleName + ".class") || (name.startsWith(simpleName + "$") && name.endsWith(".class"))) {
                size += Files.size(file);
            }
        }
        return size;
    }
}
