// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import java.util.List;
import org.objectweb.asm.tree.ClassNode;

/**
 * A class after weaving.
 *
 * @param host the user's class
 * @param frames the classes of its coroutines' frames
 */
public record WovenClass(ClassNode host, List<ClassNode> frames) {}
