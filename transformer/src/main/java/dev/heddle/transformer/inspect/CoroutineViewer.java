// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import dev.heddle.transformer.inspect.CoroutineView.Listing;
import dev.heddle.transformer.inspect.CoroutineView.State;
import dev.heddle.transformer.inspect.CoroutineView.Variable;
import dev.heddle.transformer.read.SuspensionTable;
import dev.heddle.transformer.source.JavaSources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Makes views of the coroutines of one class. */
final class CoroutineViewer {

    private final JavaSources sources;
    private final Optional<ClassNode> original;
    private final ClassNode woven;

    CoroutineViewer(JavaSources sources, Optional<ClassNode> original, ClassNode woven) {
        this.sources = sources;
        this.original = original;
        this.woven = woven;
    }

    CoroutineView view(SuspensionTable table, ClassNode frame) {
        return new CoroutineView(
                table.type(),
                table.method(),
                table.descriptor(),
                table.file(),
                frame.name.replace('/', '.'),
                FrameSize.of(frame),
                states(table, frame),
                before(table),
                after(table, frame));
    }

    private List<State> states(SuspensionTable table, ClassNode frame) {
        Map<Integer, Integer> onLine = new HashMap<>();
        List<State> states = new ArrayList<>();
        for (SuspensionTable.Point point : table.points()) {
            int ordinal = onLine.merge(point.line(), 1, Integer::sum) - 1;
            String awaits = sources.awaited(woven.name, table.file(), table.method(), point.line(), ordinal)
                    .orElse(point.awaits());
            List<Variable> kept =
                    point.kept().stream().map(each -> variable(each, frame)).toList();
            states.add(new State(states.size() + 1, point.line(), awaits, kept));
        }
        return states;
    }

    /** A variable has the type of its field: see {@code Field}. */
    private static Variable variable(SuspensionTable.Kept kept, ClassNode frame) {
        String type = frame.fields.stream()
                .filter(field -> field.name.equals(kept.field()))
                .findFirst()
                .map(field -> Type.getType(field.desc).getClassName())
                .orElseThrow(() -> new IllegalStateException(
                        frame.name + " has no field " + kept.field() + ": it is not of the class beside it"));
        return new Variable(kept.name().replace("#", "stack "), type, kept.field());
    }

    private Listing before(SuspensionTable table) {
        if (original.isEmpty()) {
            return new Listing(
                    false,
                    List.of(
                            "not available: the class is woven already; give the folder in which transform kept the originals"));
        }
        ClassNode node = original.get();
        return node.methods.stream()
                .filter(method -> isMethodOf(table, method))
                .findFirst()
                .map(method -> new Listing(true, BytecodeListing.of(node, method)))
                .orElseGet(() -> new Listing(
                        false,
                        List.of("not available: the original that was kept has no such method; build from clean")));
    }

    /** The stub, the body and what leads from the frame into it, and what the frame itself does. */
    private Listing after(SuspensionTable table, ClassNode frame) {
        Stream<List<String>> inClass = woven.methods.stream()
                .filter(method -> isMethodOf(table, method) || method.desc.contains("L" + frame.name + ";"))
                .map(method -> BytecodeListing.of(woven, method));
        Stream<List<String>> inFrame = frame.methods.stream()
                .filter(method -> !method.name.equals("<init>"))
                .map(method -> BytecodeListing.of(frame, method));
        return new Listing(
                true, Stream.concat(inClass, inFrame).flatMap(List::stream).toList());
    }

    private static boolean isMethodOf(SuspensionTable table, MethodNode method) {
        return method.name.equals(table.method()) && method.desc.equals(table.descriptor());
    }
}
