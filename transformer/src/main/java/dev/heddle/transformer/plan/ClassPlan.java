// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.plan;

import dev.heddle.transformer.analyse.ClassAnalysis;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a class.
 *
 * @param analysis what is known of it
 * @param coroutines the plans of its coroutines, in the order of its methods
 * @param byMethod the same by the method's name and descriptor, joined
 */
public record ClassPlan(ClassAnalysis analysis, List<CoroutinePlan> coroutines, Map<String, CoroutinePlan> byMethod) {}
