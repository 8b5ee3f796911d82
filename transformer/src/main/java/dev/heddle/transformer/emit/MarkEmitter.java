// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.plan.CoroutinePlan;
import dev.heddle.transformer.plan.State;
import dev.heddle.transformer.spill.SpillPlan;
import dev.heddle.transformer.symbol.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Stream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.tree.ClassNode;

/**
 * Writes the mark of a woven class, with the tables of its coroutines. One for all, in the class: there most of its texts stand already, while each frame would have to repeat
 * them.
 */
final class MarkEmitter {

    /** A constant has at most 65,535 bytes, and a character at most three. */
    private static final int LONGEST_TEXT = 20_000;

    private final List<CoroutinePlan> plans = new ArrayList<>();
    private final StringJoiner tables = new StringJoiner(Symbols.NEXT_COROUTINE);

    void add(CoroutinePlan plan, SpillPlan spills) {
        StringJoiner points = new StringJoiner(Symbols.NEXT_POINT);
        for (State state : plan.states()) {
            points.add(point(state, spills.states().get(state.number() - 1)));
        }
        plans.add(plan);
        tables.add(points.toString());
    }

    /** What {@code SuspensionTable} reads: {@code line^/what is awaited/field=variable/field=variable…}. */
    private static String point(State state, SpillPlan.StateSpill spills) {
        StringJoiner parts = new StringJoiner(Symbols.NEXT_PART);
        parts.add(state.site().line() + (state.isUncaught() ? Symbols.UNCAUGHT : ""))
                .add(state.awaited());
        Stream.concat(spills.stack().stream(), spills.locals().stream())
                .filter(spill -> spill.field() != null)
                .forEach(spill -> parts.add(PrologueEmitter.fieldOf(spill).name() + "=" + spill.name()));
        return parts.toString();
    }

    void emit(ClassNode host) {
        AnnotationVisitor mark = host.visitAnnotation(Symbols.WOVEN_DESC, true);
        mark.visit("format", Symbols.FORMAT);
        if (host.sourceFile != null) {
            mark.visit("file", host.sourceFile);
        }
        texts(
                mark,
                "frames",
                plan -> plan.frameName().substring(plan.frameName().lastIndexOf('/') + 1));
        texts(mark, "methods", plan -> plan.analysis().method().name);
        texts(mark, "descriptors", plan -> plan.analysis().method().desc);
        array(mark, "points", pieces(tables.toString()));
        mark.visitEnd();
    }

    private void texts(AnnotationVisitor mark, String name, Function<CoroutinePlan, String> text) {
        array(mark, name, plans.stream().map(text).toList());
    }

    private static void array(AnnotationVisitor mark, String name, List<String> texts) {
        AnnotationVisitor array = mark.visitArray(name);
        texts.forEach(text -> array.visit(null, text));
        array.visitEnd();
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < text.length(); start += LONGEST_TEXT) {
            pieces.add(text.substring(start, Math.min(text.length(), start + LONGEST_TEXT)));
        }
        return pieces;
    }
}
