// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.analyse.ClassAnalyzer;
import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.diagnostic.Diagnostics;
import dev.heddle.transformer.diagnostic.Finding;
import dev.heddle.transformer.diagnostic.Severity;
import dev.heddle.transformer.diagnostic.SourceLocator;
import dev.heddle.transformer.emit.ClassEmitter;
import dev.heddle.transformer.emit.WovenClass;
import dev.heddle.transformer.hierarchy.ClassHierarchy;
import dev.heddle.transformer.plan.ClassPlan;
import dev.heddle.transformer.plan.Planner;
import dev.heddle.transformer.read.ClassFileReader;
import dev.heddle.transformer.read.ReadResult;
import dev.heddle.transformer.rules.Rules;
import dev.heddle.transformer.verify.OutputVerifier;
import dev.heddle.transformer.write.ClassFileWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.tree.ClassNode;

/** Turns class files with coroutines into class files with state machines. Thread-safe if its parts are. */
public final class Transformer {

    private static final int FRAMES_IN_REPORT = 4;

    private final ClassHierarchy hierarchy;
    private final SourceLocator sources;
    private final boolean verify;

    /**
     * Makes a transformer.
     *
     * @param hierarchy where the verifier looks superclasses up
     * @param sources where columns and source lines for diagnostics come from
     * @param verify whether to verify each class that is written
     */
    public Transformer(ClassHierarchy hierarchy, SourceLocator sources, boolean verify) {
        this.hierarchy = hierarchy;
        this.sources = sources;
        this.verify = verify;
    }

    /**
     * Transforms one class. Never throws for what is wrong with the class, nor for what is wrong with the transformer: both come back as diagnostics.
     *
     * @param classFile the class file's bytes; not changed
     * @param origin the file's name, for diagnostics about classes that can't be read
     * @return what became of it
     */
    public TransformResult transform(byte[] classFile, String origin) {
        ReadResult read = ClassFileReader.read(classFile, origin);
        if (read instanceof ReadResult.Unreadable unreadable) {
            return rejected(List.of(unreadable.finding()));
        }
        if (read instanceof ReadResult.Parsed parsed) {
            return blameInput(weave(parsed.node(), origin), classFile, parsed.node(), origin);
        }
        return new TransformResult.Unchanged(List.of());
    }

    /** What did not verify before it was woven is no defect of ours. */
    private TransformResult blameInput(TransformResult result, byte[] classFile, ClassNode node, String origin) {
        boolean defect = result.diagnostics().stream()
                .anyMatch(each -> each.code() == DiagnosticCode.OUTPUT_NOT_VERIFIED
                        || each.code() == DiagnosticCode.INTERNAL_ERROR);
        Optional<String> complaint = defect ? OutputVerifier.verify(classFile, hierarchy) : Optional.empty();
        return complaint
                .map(text -> rejected(List.of(about(
                        DiagnosticCode.INPUT_NOT_VERIFIED,
                        node,
                        "",
                        Anchor.CLASS,
                        origin,
                        name(node) + " does not verify as it was compiled: " + text))))
                .orElse(result);
    }

    private TransformResult weave(ClassNode node, String origin) {
        int version = node.version & 0xFFFF;
        try {
            ClassAnalysis analysis = ClassAnalyzer.analyse(node);
            List<Finding> findings = new ArrayList<>(Rules.check(analysis, hierarchy));
            if (findings.stream().anyMatch(finding -> finding.code().severity() == Severity.ERROR)) {
                return rejected(findings);
            }
            if (analysis.coroutines().isEmpty()) {
                return new TransformResult.Unchanged(Diagnostics.place(findings, sources));
            }
            ClassPlan plan = Planner.plan(analysis);
            WovenClass woven = ClassEmitter.emit(plan);
            byte[] bytes = ClassFileWriter.write(woven.host());
            List<TransformResult.FrameClass> frames = woven.frames().stream()
                    .map(frame -> new TransformResult.FrameClass(frame.name, ClassFileWriter.write(frame)))
                    .toList();
            findings.addAll(woven.findings());
            Optional<Finding> complaint = verify ? complaint(node.name, origin, bytes, frames) : Optional.empty();
            if (complaint.isPresent()) {
                return rejected(List.of(complaint.get()));
            }
            return new TransformResult.Transformed(
                    bytes, frames, plan.coroutines().size(), Diagnostics.place(findings, sources));
        } catch (MethodTooLargeException large) {
            String what = name(node) + "." + large.getMethodName() + "() is " + large.getCodeSize()
                    + " bytes long when it is transformed";
            return rejected(List.of(
                    about(DiagnosticCode.METHOD_TOO_LARGE, node, large.getMethodName(), Anchor.METHOD, origin, what)));
        } catch (ClassTooLargeException large) {
            String what = name(node) + " has " + large.getConstantPoolCount() + " constants when it is transformed";
            return rejected(List.of(about(DiagnosticCode.CLASS_TOO_LARGE, node, "", Anchor.CLASS, origin, what)));
        } catch (RuntimeException | StackOverflowError crash) {
            return rejected(List.of(about(
                    DiagnosticCode.INTERNAL_ERROR, node, "", Anchor.CLASS, origin, describe(crash, node, version))));
        }
    }

    private TransformResult rejected(List<Finding> findings) {
        return new TransformResult.Rejected(Diagnostics.place(findings, sources));
    }

    /** Verifies what was written. Its classes know each other; the host is looked up among them first, for on the class path is what it was. */
    private Optional<Finding> complaint(
            String host, String origin, byte[] bytes, List<TransformResult.FrameClass> frames) {
        Optional<String> complaint = OutputVerifier.verify(bytes, hierarchy);
        for (TransformResult.FrameClass frame : frames) {
            complaint = complaint.or(() -> OutputVerifier.verify(frame.bytes(), hierarchy));
        }
        return complaint.map(text -> new Finding(
                DiagnosticCode.OUTPUT_NOT_VERIFIED,
                host,
                "",
                origin,
                0,
                Anchor.CLASS,
                0,
                "",
                host.replace('/', '.') + " does not verify after weaving: " + text));
    }

    private static Finding about(
            DiagnosticCode code, ClassNode node, String method, Anchor anchor, String origin, String message) {
        return new Finding(
                code, node.name, method, node.sourceFile == null ? origin : node.sourceFile, 0, anchor, 0, "", message);
    }

    private static String describe(Throwable crash, ClassNode node, int version) {
        StringJoiner where = new StringJoiner(", ", " (", ")");
        Throwable cause = crash.getCause() == null ? crash : crash.getCause();
        StackTraceElement[] trace = cause.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES_IN_REPORT, trace.length); i++) {
            where.add(trace[i].toString());
        }
        return "weaving " + name(node) + " (class file version " + version + ") failed: " + crash + where;
    }

    private static String name(ClassNode node) {
        return node.name.replace('/', '.');
    }
}
