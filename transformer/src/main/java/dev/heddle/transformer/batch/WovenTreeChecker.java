// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.hierarchy.ClassHierarchy;
import dev.heddle.transformer.symbol.Symbols;
import dev.heddle.transformer.verify.OutputVerifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Looks whether a tree that has been woven is whole: its classes verify, and nothing that awaits was left behind. */
final class WovenTreeChecker {

    private static final String CLASS = ".class";

    private final FileTree tree;
    private final WeavePlan plan;
    private final Optional<ClassHierarchy> verifying;

    WovenTreeChecker(FileTree tree, WeavePlan plan, Optional<ClassHierarchy> verifying) {
        this.tree = tree;
        this.plan = plan;
        this.verifying = verifying;
    }

    /** Adds what is wrong to the plan's diagnostics. */
    void check() throws IOException {
        if (plan.marked().isEmpty()) {
            return;
        }
        for (String host : plan.hosts().keySet()) {
            complain(
                    DiagnosticCode.NOT_TRANSFORMED,
                    host,
                    0,
                    binaryName(host) + " has coroutines that are not transformed, though other classes here are");
        }
        for (String host : plan.marked().keySet()) {
            verify(host, tree.read(host));
            requireNoAwait(host);
            for (String frame : plan.marked().getOrDefault(host, List.of())) {
                if (tree.has(frame)) {
                    verify(frame, tree.read(frame));
                }
            }
        }
    }

    private void verify(String name, byte[] classFile) {
        verifying
                .flatMap(hierarchy -> OutputVerifier.verify(classFile, hierarchy))
                .ifPresent(complaint -> complain(
                        DiagnosticCode.OUTPUT_NOT_VERIFIED,
                        name,
                        0,
                        "the JVM would refuse " + binaryName(name) + ": " + complaint));
    }

    private void requireNoAwait(String name) throws IOException {
        ClassNode node = new ClassNode();
        new ClassReader(tree.read(name)).accept(node, ClassReader.SKIP_FRAMES);
        for (MethodNode method : node.methods) {
            int line = 0;
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof LineNumberNode number) {
                    line = number.line;
                } else if (instruction instanceof MethodInsnNode call
                        && call.owner.equals(Symbols.COROUTINE)
                        && call.name.equals(Symbols.AWAIT)) {
                    complain(
                            DiagnosticCode.NOT_TRANSFORMED,
                            name,
                            line,
                            "an await in " + binaryName(name) + "." + method.name
                                    + " is not transformed, though the class is");
                }
            }
        }
    }

    private void complain(DiagnosticCode code, String name, int line, String message) {
        plan.diagnostics()
                .computeIfAbsent(name, first -> new ArrayList<>())
                .add(new Diagnostic(code, binaryName(name), tree.origin(name), line, 0, message, ""));
    }

    private static String binaryName(String name) {
        return name.substring(0, name.length() - CLASS.length()).replace('/', '.');
    }
}
