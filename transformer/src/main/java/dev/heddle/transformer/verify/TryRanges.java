// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The try ranges around the instruction that a walk over a method has come to. */
final class TryRanges {

    private final MethodNode method;
    private List<TryCatchBlockNode> current = List.of();

    TryRanges(MethodNode method) {
        this.method = method;
    }

    /** Goes on past a label. */
    void pass(LabelNode label) {
        boolean matters = method.tryCatchBlocks.stream().anyMatch(block -> block.start == label || block.end == label);
        if (matters) {
            List<TryCatchBlockNode> around = new ArrayList<>(current);
            around.removeIf(block -> block.end == label);
            opening(label).forEach(around::add);
            current = List.copyOf(around);
        }
    }

    private Stream<TryCatchBlockNode> opening(LabelNode label) {
        return method.tryCatchBlocks.stream().filter(block -> block.start == label);
    }

    /** The ranges; the same list as long as nothing changes. */
    List<TryCatchBlockNode> current() {
        return current;
    }
}
