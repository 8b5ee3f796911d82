// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tortures all classes of a library, also those that no workload uses, and has the JVM verify them. */
final class Sweep {

    private final Library library;
    private final Tormentor tormentor;
    private final List<String> failures = new ArrayList<>();
    private int classes;

    Sweep(Library library, Tormentor tormentor) {
        this.library = library;
        this.tormentor = tormentor;
    }

    /** What was refused by the transformer or by the JVM. */
    List<String> failures() {
        return failures;
    }

    int classes() {
        return classes;
    }

    /**
     * Goes through a jar.
     *
     * @param every takes each n-th class only
     * @param deadline when to stop, by {@link System#nanoTime}
     */
    void run(Path jar, int every, long deadline) throws IOException {
        Points.reset(tormentor.seed());
        LibraryLoader loader = new LibraryLoader(library, tormentor);
        List<String> names;
        try (ZipFile file = new ZipFile(jar.toFile())) {
            names = file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(library.prefix())
                            && name.endsWith(".class")
                            && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
        int first = (int) Math.floorMod(tormentor.seed(), (long) every);
        for (int i = first; i < names.size() && System.nanoTime() < deadline; i += every) {
            link(loader, names.get(i));
        }
    }

    private void link(LibraryLoader loader, String internalName) {
        try {
            classes++;
            // Asking for its methods has a class linked, and thereby verified.
            Class.forName(internalName.replace('/', '.'), false, loader).getDeclaredMethods();
        } catch (TortureError refused) {
            failures.add(String.valueOf(refused.getMessage()));
        } catch (ClassNotFoundException | NoClassDefFoundError optional) {
            // It needs a library that is not here.
        } catch (LinkageError refused) {
            failures.add(internalName + ": " + refused);
        }
    }
}
