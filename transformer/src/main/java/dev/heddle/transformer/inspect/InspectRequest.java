// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be shown.
 *
 * @param input a directory of class files, or a jar; woven or not
 * @param classpath directories and jars with the superclasses of what the classes use
 * @param sourceRoots where the sources are, to show what is awaited as it is written
 * @param originals a directory with the class files as they were before they were woven
 * @param className a class's simple or binary name, to see nothing but that class
 * @param method a method's name, to see nothing but its coroutines
 */
public record InspectRequest(
        Path input,
        List<Path> classpath,
        List<Path> sourceRoots,
        Optional<Path> originals,
        Optional<String> className,
        Optional<String> method) {

    /** Copies the lists. */
    public InspectRequest {
        classpath = List.copyOf(classpath);
        sourceRoots = List.copyOf(sourceRoots);
    }

    /** Tells whether a class, by its binary name, is to be shown. */
    boolean wantsClass(String binaryName) {
        String simple = binaryName.substring(binaryName.lastIndexOf('.') + 1);
        return className.isEmpty()
                || className.get().equals(binaryName)
                || className.get().equals(binaryName.replace('$', '.'))
                || className.get().equals(simple)
                || className.get().equals(simple.replace('$', '.'))
                || className.get().equals(simple.substring(simple.lastIndexOf('$') + 1));
    }

    /** Tells whether a method is to be shown; a lambda, if the method that it stands in is. */
    boolean wantsMethod(String name) {
        return method.isEmpty() || method.get().equals(name) || name.startsWith("lambda$" + method.get() + "$");
    }
}
