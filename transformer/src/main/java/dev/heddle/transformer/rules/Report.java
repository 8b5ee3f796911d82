// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.rules;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.diagnostic.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Collects the findings about one class. */
final class Report {

    private final ClassNode node;
    private final Set<Finding> findings = new LinkedHashSet<>();

    Report(ClassAnalysis analysis) {
        this.node = analysis.node();
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Names a method as its user would. */
    String name(MethodNode method) {
        String type = node.name.substring(node.name.lastIndexOf('/') + 1).replace('$', '.');
        if (method.name.equals("<init>")) {
            return "the constructor of " + type;
        }
        if (method.name.equals("<clinit>")) {
            return "the static initialiser of " + type;
        }
        return type + "." + method.name + "()";
    }

    /** Says something about a method as a whole. */
    void method(DiagnosticCode code, MethodNode method, String message) {
        add(code, method, firstLine(method), Anchor.METHOD, 0, "", message);
    }

    /** Says something about an instruction; what comes before it on the same line and is alike tells which one on the line it is. */
    void insn(
            DiagnosticCode code,
            MethodNode method,
            AbstractInsnNode insn,
            Anchor anchor,
            Predicate<AbstractInsnNode> alike,
            String detail,
            String message) {
        int line = line(insn);
        int ordinal = 0;
        for (AbstractInsnNode each : method.instructions) {
            if (each == insn) {
                break;
            }
            ordinal += alike.test(each) && line(each) == line ? 1 : 0;
        }
        add(code, method, line, anchor, ordinal, detail, message);
    }

    private void add(
            DiagnosticCode code,
            MethodNode method,
            int line,
            Anchor anchor,
            int ordinal,
            String detail,
            String message) {
        String file = node.sourceFile == null ? "" : node.sourceFile;
        findings.add(new Finding(code, node.name, method.name, file, line, anchor, ordinal, detail, message));
    }

    private static int line(@Nullable AbstractInsnNode insn) {
        for (AbstractInsnNode each = insn; each != null; each = each.getPrevious()) {
            if (each instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }

    private static int firstLine(MethodNode method) {
        for (AbstractInsnNode each : method.instructions) {
            if (each instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }
}
