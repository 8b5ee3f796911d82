// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.analyse.MethodAnalysis;
import dev.heddle.transformer.analyse.VisibleVariable;
import dev.heddle.transformer.plan.BodyLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** Moves the table of local variables to the body: with the new slots, and for debuggers only where the variables have their values on every way. */
final class VariableTableEmitter {

    private final MethodAnalysis analysis;
    private final BodyLayout layout;
    private final MethodNode body;

    VariableTableEmitter(MethodAnalysis analysis, BodyLayout layout, MethodNode body) {
        this.analysis = analysis;
        this.layout = layout;
        this.body = body;
    }

    void move(MethodNode method) {
        body.visibleLocalVariableAnnotations = moved(method.visibleLocalVariableAnnotations);
        body.invisibleLocalVariableAnnotations = moved(method.invisibleLocalVariableAnnotations);
        if (method.localVariables == null) {
            return;
        }
        List<LocalVariableNode> variables = new ArrayList<>();
        Set<LocalVariableNode> restricted = new HashSet<>();
        for (VisibleVariable each : analysis.restricted()) {
            restricted.add(each.variable());
        }
        for (LocalVariableNode variable : method.localVariables) {
            if (!restricted.contains(variable)) {
                variable.index = layout.map(variable.index);
                variables.add(variable);
            }
        }
        for (VisibleVariable each : analysis.restricted()) {
            for (VisibleVariable.Stretch stretch : each.stretches()) {
                variables.add(part(each.variable(), stretch));
            }
        }
        body.localVariables = variables;
    }

    private LocalVariableNode part(LocalVariableNode whole, VisibleVariable.Stretch stretch) {
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        body.instructions.insertBefore(stretch.first(), start);
        body.instructions.insert(stretch.last(), end);
        return new LocalVariableNode(whole.name, whole.desc, whole.signature, start, end, layout.map(whole.index));
    }

    private @Nullable List<LocalVariableAnnotationNode> moved(@Nullable List<LocalVariableAnnotationNode> annotations) {
        if (annotations != null) {
            annotations.forEach(each -> each.index.replaceAll(layout::map));
        }
        return annotations;
    }
}
