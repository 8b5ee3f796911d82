// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;

/**
 * A variable that a suspension takes from the debugger's sight in a part of its scope.
 *
 * @param variable the variable
 * @param stretches where it may be shown
 */
public record VisibleVariable(LocalVariableNode variable, List<Stretch> stretches) {

    /**
     * A stretch of code.
     *
     * @param first its first instruction
     * @param last its last instruction
     */
    public record Stretch(AbstractInsnNode first, AbstractInsnNode last) {}
}
