// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import dev.heddle.transformer.TransformResult;
import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.hierarchy.ClassHeader;
import dev.heddle.transformer.read.FrameFile;
import dev.heddle.transformer.read.WovenMark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Transforms the classes of a tree, one after the other, and finds out what must be written and deleted. Good for one run. */
final class Weaver {

    private static final String CLASS = ".class";

    private final FileTree tree;
    private final ClassNameFilter filter;
    private final ClassTransform transform;
    private final SortedMap<String, WeavePlan.Host> hosts = new TreeMap<>();
    private final SortedMap<String, List<String>> marked = new TreeMap<>();
    private final SortedMap<String, List<Diagnostic>> diagnostics = new TreeMap<>();

    /** The file names of frames that are there, with those of the classes they belong to. */
    private final Map<String, String> hostsOfFrames = new HashMap<>();

    Weaver(FileTree tree, ClassNameFilter filter, ClassTransform transform) {
        this.tree = tree;
        this.filter = filter;
        this.transform = transform;
    }

    /** Transforms one class. */
    @FunctionalInterface
    interface ClassTransform {

        TransformResult transform(byte[] classFile, String origin);
    }

    WeavePlan plan() throws IOException {
        for (String name : tree.names()) {
            if (name.endsWith(CLASS) && !name.endsWith("module-info.class")) {
                weave(name, tree.read(name));
            }
        }
        refuseClashes();
        refuseMissingFrames();
        TreeSet<String> stale = new TreeSet<>(hostsOfFrames.keySet());
        stale.removeIf(frame -> framesOf(hostsOfFrames.getOrDefault(frame, "")).contains(frame));
        return new WeavePlan(hosts, stale, marked, diagnostics);
    }

    private void weave(String name, byte[] classFile) {
        Optional<ClassHeader> header = ClassHeader.read(classFile);
        String className = header.map(ClassHeader::name).orElse(name.substring(0, name.length() - CLASS.length()));
        String folder = name.endsWith(className + CLASS)
                ? name.substring(0, name.length() - className.length() - CLASS.length())
                : "";
        Optional<String> host = hostOfFrame(classFile);
        if (host.isPresent()) {
            hostsOfFrames.put(name, folder + host.get() + CLASS);
            return;
        }
        framesInMark(classFile).ifPresent(frames -> marked.put(name, paths(name, frames)));
        if (filter.accepts(className)) {
            accept(name, folder, transform.transform(classFile, tree.origin(name)));
        }
    }

    private void accept(String name, String folder, TransformResult result) {
        if (!result.diagnostics().isEmpty()) {
            diagnostics.put(name, new ArrayList<>(result.diagnostics()));
        }
        if (result instanceof TransformResult.Transformed transformed) {
            SortedMap<String, ClassFile> frames = new TreeMap<>();
            transformed
                    .frames()
                    .forEach(frame -> frames.put(folder + frame.name() + CLASS, new ClassFile(frame.bytes())));
            hosts.put(name, new WeavePlan.Host(new ClassFile(transformed.bytes()), frames, transformed.coroutines()));
        }
    }

    private static Optional<String> hostOfFrame(byte[] classFile) {
        try {
            return FrameFile.host(classFile);
        } catch (RuntimeException damaged) {
            // Then it goes to the transformer as any other class does, which says what is wrong with it.
            return Optional.empty();
        }
    }

    private static Optional<List<String>> framesInMark(byte[] classFile) {
        try {
            return WovenMark.of(classFile).map(WovenMark::frames);
        } catch (RuntimeException damaged) {
            return Optional.empty();
        }
    }

    /** From simple names to names in the tree, beside the class. */
    private static List<String> paths(String host, List<String> frames) {
        String folder = host.substring(0, host.lastIndexOf('/') + 1);
        return frames.stream().map(frame -> folder + frame + CLASS).toList();
    }

    private Collection<String> framesOf(String hostName) {
        WeavePlan.Host host = hosts.get(hostName);
        return host != null ? host.frames().keySet() : marked.getOrDefault(hostName, List.of());
    }

    private void refuseClashes() {
        hosts.forEach((name, host) -> {
            for (String frame : host.frames().keySet()) {
                if (tree.has(frame) && !hostsOfFrames.containsKey(frame)) {
                    complain(
                            DiagnosticCode.NAME_CLASH,
                            name,
                            "the class " + binaryName(frame) + " has the name of a frame that is generated for "
                                    + binaryName(name));
                }
            }
        });
    }

    private void refuseMissingFrames() {
        marked.forEach((name, frames) -> {
            for (String frame : hosts.containsKey(name) ? List.<String>of() : frames) {
                if (!hostsOfFrames.containsKey(frame)) {
                    complain(
                            DiagnosticCode.UNREADABLE_CLASS_FILE,
                            name,
                            binaryName(name) + " is woven already, but its frame " + binaryName(frame) + " is missing");
                }
            }
        });
    }

    private void complain(DiagnosticCode code, String name, String message) {
        diagnostics
                .computeIfAbsent(name, first -> new ArrayList<>())
                .add(new Diagnostic(code, binaryName(name), tree.origin(name), 0, 0, message, ""));
    }

    private static String binaryName(String name) {
        return name.substring(0, name.length() - CLASS.length()).replace('/', '.');
    }
}
