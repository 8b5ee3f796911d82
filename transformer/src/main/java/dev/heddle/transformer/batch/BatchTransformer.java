// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import dev.heddle.transformer.Transformer;
import dev.heddle.transformer.batch.Weaver.ClassTransform;
import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.Diagnostics;
import dev.heddle.transformer.diagnostic.Finding;
import dev.heddle.transformer.diagnostic.SourceLocator;
import dev.heddle.transformer.hierarchy.ClassHierarchy;
import dev.heddle.transformer.hierarchy.ClasspathHierarchy;
import dev.heddle.transformer.source.JavaSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Transforms directories and jars of class files. All classes are looked at before any is written, and none is if there is an error in one of them; what is written is
 * written atomically, file by file. The same input always gives the same output, and doing it again changes nothing and touches no file.
 */
public final class BatchTransformer {

    private final TransformerMaker transformers;

    /** Makes one. */
    public BatchTransformer() {
        this((hierarchy, sources, verify) -> new Transformer(hierarchy, sources, verify)::transform);
    }

    BatchTransformer(TransformerMaker transformers) {
        this.transformers = transformers;
    }

    /** Makes what transforms a class; tests put in their own. */
    @FunctionalInterface
    interface TransformerMaker {

        ClassTransform make(ClassHierarchy hierarchy, SourceLocator sources, boolean verify);
    }

    /**
     * Transforms a directory or a jar.
     *
     * @param request what and how
     * @return what was done, or why nothing was
     * @throws UnusableInputException if the input is missing, no jar, or signed
     * @throws IOException if files can't be read or written
     */
    public BatchResult transform(BatchRequest request) throws IOException {
        WeavePlan plan;
        try (FileTree tree = FileTree.open(request.input())) {
            if (tree instanceof JarTree jar) {
                jar.requireUnsigned();
            }
            requireSameKind(request);
            plan = plan(request, tree);
            BatchResult result = result(plan, List.of(), List.of());
            return result.hasErrors() ? result : write(request, tree, plan);
        }
    }

    /**
     * Tells what {@link #transform} would say, and writes nothing. Of a directory or jar that is woven already it also verifies the woven classes, and tells whether there
     * are coroutines in it that are not.
     *
     * @param request what and how; the output is of no interest
     * @return what there is to say
     * @throws UnusableInputException if the input is missing or no jar
     * @throws IOException if files can't be read
     */
    public BatchResult check(BatchRequest request) throws IOException {
        try (FileTree tree = FileTree.open(request.input());
                ClasspathHierarchy hierarchy = hierarchy(request)) {
            WeavePlan plan = plan(request, tree, hierarchy);
            new WovenTreeChecker(tree, plan, request.verify() ? Optional.of(hierarchy) : Optional.empty()).check();
            return result(plan, List.of(), List.of());
        }
    }

    /**
     * Tells where the coroutines are that are not woven.
     *
     * @param request what and how; the output is of no interest
     * @return an error for each of them
     * @throws UnusableInputException if the input is missing or no jar
     * @throws IOException if files can't be read
     */
    public List<Diagnostic> unwoven(BatchRequest request) throws IOException {
        List<Finding> found = new ArrayList<>();
        try (FileTree tree = FileTree.open(request.input())) {
            for (String host : plan(request, tree).hosts().keySet()) {
                found.addAll(UnwovenCoroutines.of(tree.read(host)));
            }
        }
        return Diagnostics.place(found, sources(request));
    }

    private static SourceLocator sources(BatchRequest request) {
        return request.sourceRoots().isEmpty() ? SourceLocator.NONE : new JavaSources(request.sourceRoots());
    }

    private static void requireSameKind(BatchRequest request) throws UnusableInputException {
        boolean directory = Files.isDirectory(request.input());
        if (Files.exists(request.output()) && Files.isDirectory(request.output()) != directory) {
            throw new UnusableInputException(
                    directory
                            ? request.output() + " is a file, but the input is a directory"
                            : request.output() + " is a directory, but the input is a jar");
        }
    }

    private WeavePlan plan(BatchRequest request, FileTree tree) throws IOException {
        try (ClasspathHierarchy hierarchy = hierarchy(request)) {
            return plan(request, tree, hierarchy);
        }
    }

    private WeavePlan plan(BatchRequest request, FileTree tree, ClassHierarchy hierarchy) throws IOException {
        ClassTransform transform = transformers.make(hierarchy, sources(request), request.verify());
        return new Weaver(tree, new ClassNameFilter(request.includes(), request.excludes()), transform).plan();
    }

    private static ClasspathHierarchy hierarchy(BatchRequest request) throws IOException {
        List<Path> classpath = new ArrayList<>();
        classpath.add(request.input());
        classpath.addAll(request.classpath());
        return ClasspathHierarchy.open(classpath);
    }

    private static BatchResult write(BatchRequest request, FileTree tree, WeavePlan plan) throws IOException {
        if (request.originals().isPresent()) {
            new OriginalsFolder(request.originals().get()).update(tree, plan);
        }
        if (tree instanceof JarTree jar) {
            return writeJar(request, jar, plan);
        }
        TreeWriter writer = new TreeWriter(request.output());
        if (request.isInPlace()) {
            writer.update(plan);
        } else {
            Files.createDirectories(request.output());
            writer.copy((DirectoryTree) tree, plan);
        }
        return result(plan, writer.written(), writer.deleted());
    }

    private static BatchResult writeJar(BatchRequest request, JarTree jar, WeavePlan plan) throws IOException {
        boolean nothingToDo =
                request.isInPlace() && plan.hosts().isEmpty() && plan.stale().isEmpty();
        boolean written = !nothingToDo && new JarWriter(jar, plan).write(request.output());
        return result(plan, written ? List.of(request.output()) : List.of(), List.of());
    }

    private static BatchResult result(WeavePlan plan, List<Path> written, List<Path> deleted) {
        return new BatchResult(plan.allDiagnostics(), plan.hosts().size(), plan.coroutines(), written, deleted);
    }
}
