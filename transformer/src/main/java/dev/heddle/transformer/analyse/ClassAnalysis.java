// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;

/**
 * What is known about a class.
 *
 * @param node the class as it was read
 * @param coroutines its coroutines, in the order of its methods
 * @param lambdas the methods that are bodies of lambdas, by name and descriptor
 */
public record ClassAnalysis(ClassNode node, List<MethodAnalysis> coroutines, Set<String> lambdas) {}
