// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;

/**
 * A loop, entered at its header only.
 *
 * @param header the label that every way into the loop goes through
 * @param frame the stack map frame there
 * @param outer the loop around it, or null
 */
public record Loop(
        LabelNode header, FrameNode frame, @Nullable Loop outer) {}
