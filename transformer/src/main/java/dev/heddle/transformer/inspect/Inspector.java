// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import dev.heddle.transformer.TransformResult;
import dev.heddle.transformer.TransformResult.Transformed;
import dev.heddle.transformer.Transformer;
import dev.heddle.transformer.batch.FileTree;
import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.hierarchy.ClasspathHierarchy;
import dev.heddle.transformer.read.CoroutineScan;
import dev.heddle.transformer.read.SuspensionTable;
import dev.heddle.transformer.read.WovenMark;
import dev.heddle.transformer.source.JavaSources;
import dev.heddle.transformer.symbol.Symbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.objectweb.asm.tree.ClassNode;

/** Looks into woven classes, and into those that are not woven by weaving them in memory. It writes nothing. */
public final class Inspector {

    private static final String CLASS = ".class";

    private final TransformerMaker transformers;

    /** Makes one. */
    public Inspector() {
        this((hierarchy, sources) -> new Transformer(hierarchy, sources, false)::transform);
    }

    Inspector(TransformerMaker transformers) {
        this.transformers = transformers;
    }

    /** Makes what transforms a class; tests put in their own. */
    @FunctionalInterface
    interface TransformerMaker {

        BiFunction<byte[], String, TransformResult> make(ClasspathHierarchy hierarchy, JavaSources sources);
    }

    /**
     * Looks at a directory or jar.
     *
     * @param request what to show
     * @return what there is to show
     * @throws IOException if files can't be read
     */
    public Inspection inspect(InspectRequest request) throws IOException {
        List<Path> classpath = Stream.concat(Stream.of(request.input()), request.classpath().stream())
                .toList();
        try (FileTree tree = FileTree.open(request.input());
                ClasspathHierarchy hierarchy = ClasspathHierarchy.open(classpath)) {
            JavaSources sources = new JavaSources(request.sourceRoots());
            Run run = new Run(request, tree, sources, transformers.make(hierarchy, sources));
            for (String name : tree.names()) {
                if (name.endsWith(CLASS) && !name.endsWith("module-info.class")) {
                    run.look(name);
                }
            }
            return new Inspection(run.coroutines, run.diagnostics);
        }
    }

    /** Gives the class file of a frame, by the name that the mark has of it. */
    @FunctionalInterface
    private interface FrameReader {

        byte[] read(String frame) throws IOException;
    }

    private static final class Run {

        private final InspectRequest request;
        private final FileTree tree;
        private final JavaSources sources;
        private final BiFunction<byte[], String, TransformResult> transform;
        private final List<CoroutineView> coroutines = new ArrayList<>();
        private final List<Diagnostic> diagnostics = new ArrayList<>();

        Run(
                InspectRequest request,
                FileTree tree,
                JavaSources sources,
                BiFunction<byte[], String, TransformResult> transform) {
            this.request = request;
            this.tree = tree;
            this.sources = sources;
            this.transform = transform;
        }

        void look(String name) throws IOException {
            byte[] classFile = tree.read(name);
            CoroutineScan scan = CoroutineScan.of(classFile);
            if (!scan.mentionsCoroutines() && !scan.mentionsMark()) {
                return;
            }
            Optional<WovenMark> mark = scan.mentionsMark() ? WovenMark.of(classFile) : Optional.empty();
            if (mark.isPresent()) {
                if (mark.get().isOurs()) {
                    view(original(name), BytecodeListing.read(classFile), mark.get(), frame -> frame(name, frame));
                } else {
                    refuseFormat(name, mark.get().format());
                }
                return;
            }
            TransformResult result = transform.apply(classFile, tree.origin(name));
            diagnostics.addAll(result.diagnostics());
            if (result instanceof Transformed woven) {
                view(
                        Optional.of(BytecodeListing.read(classFile)),
                        BytecodeListing.read(woven.bytes()),
                        WovenMark.of(woven.bytes()).orElseThrow(),
                        frame -> frame(woven, frame));
            }
        }

        private byte[] frame(String host, String frame) throws IOException {
            return tree.read(host.substring(0, host.lastIndexOf('/') + 1) + frame + CLASS);
        }

        private static byte[] frame(Transformed woven, String frame) {
            return woven.frames().stream()
                    .filter(each -> each.name()
                            .substring(each.name().lastIndexOf('/') + 1)
                            .equals(frame))
                    .findFirst()
                    .orElseThrow()
                    .bytes();
        }

        private void refuseFormat(String name, int format) {
            String className = name.substring(0, name.length() - CLASS.length()).replace('/', '.');
            diagnostics.add(new Diagnostic(
                    DiagnosticCode.UNREADABLE_CLASS_FILE,
                    className,
                    tree.origin(name),
                    0,
                    0,
                    className + " was woven by another version of Heddle, in format " + format + " instead of "
                            + Symbols.FORMAT,
                    ""));
        }

        private Optional<ClassNode> original(String name) throws IOException {
            Optional<Path> file =
                    request.originals().map(folder -> folder.resolve(name)).filter(Files::isRegularFile);
            return file.isPresent()
                    ? Optional.of(BytecodeListing.read(Files.readAllBytes(file.get())))
                    : Optional.empty();
        }

        private void view(Optional<ClassNode> original, ClassNode woven, WovenMark mark, FrameReader frames)
                throws IOException {
            CoroutineViewer viewer = new CoroutineViewer(sources, original, woven);
            for (SuspensionTable table : mark.tables()) {
                if (request.wantsClass(table.type()) && request.wantsMethod(table.method())) {
                    coroutines.add(viewer.view(table, BytecodeListing.read(frames.read(table.frame()))));
                }
            }
        }
    }
}
