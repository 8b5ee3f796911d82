// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;

/**
 * A loop, entered at its header only.
 *
 * @param header the label that every way into the loop goes through
 * @param frame the stack map frame there
 * @param outer the loop around it, or null
 * @param backJumps the jumps from inside to the header
 * @param assigned the slots of the variables that are assigned inside
 * @param repeatedByJumps whether the jumps are all the ways back: no block inside falls through to the header, and no exception leads there
 * @param exit the conditional jump out of the loop that ends the header's block, if that falls through to what is in the loop; or null
 */
public record Loop(
        LabelNode header,
        FrameNode frame,
        @Nullable Loop outer,
        List<AbstractInsnNode> backJumps,
        BitSet assigned,
        boolean repeatedByJumps,
        @Nullable JumpInsnNode exit) {}
