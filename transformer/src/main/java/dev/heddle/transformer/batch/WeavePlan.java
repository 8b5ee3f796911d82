// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import dev.heddle.transformer.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What transforming a tree comes to, before anything is written.
 *
 * @param hosts the class files to rewrite, by their names
 * @param stale the names of the frames to delete
 * @param marked the names of the class files that are woven already, with the names of their frames
 * @param diagnostics what there is to say, by the names of the class files
 */
record WeavePlan(
        SortedMap<String, Host> hosts,
        SortedSet<String> stale,
        SortedMap<String, List<String>> marked,
        SortedMap<String, List<Diagnostic>> diagnostics) {

    /**
     * A class that is rewritten.
     *
     * @param content its new class file
     * @param frames the files of its frames, by their names
     * @param coroutines how many coroutines it has
     */
    record Host(ClassFile content, SortedMap<String, ClassFile> frames, int coroutines) {}

    /** What is wrong and what is worth a warning, in order. */
    List<Diagnostic> allDiagnostics() {
        return diagnostics.values().stream().flatMap(List::stream).toList();
    }

    /** All files that are new or different. */
    Map<String, ClassFile> changes() {
        Map<String, ClassFile> changes = new TreeMap<>();
        hosts.forEach((name, host) -> {
            changes.put(name, host.content());
            changes.putAll(host.frames());
        });
        return changes;
    }

    int coroutines() {
        return hosts.values().stream().mapToInt(Host::coroutines).sum();
    }
}
