// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.plan;

import dev.heddle.transformer.analyse.ClassAnalysis;
import dev.heddle.transformer.analyse.MethodAnalysis;
import dev.heddle.transformer.analyse.Site;
import dev.heddle.transformer.symbol.Symbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;

/** Plans the coroutines of a class. */
public final class Planner {

    /** What a body takes on the Java stack besides its variables and operands, in words: the rest of an interpreter's frame, and that of the way in. */
    private static final int FRAME_WORDS = 44;

    private Planner() {}

    /**
     * Plans a class.
     *
     * @param analysis what is known of it; no rule may be broken
     * @return what becomes of it
     */
    public static ClassPlan plan(ClassAnalysis analysis) {
        FrameNamer namer = new FrameNamer(analysis.node().name);
        List<CoroutinePlan> plans = new ArrayList<>();
        Map<String, CoroutinePlan> byMethod = new LinkedHashMap<>();
        for (MethodAnalysis coroutine : analysis.coroutines()) {
            CoroutinePlan plan = plan(analysis, coroutine, namer.name(coroutine.method().name));
            plans.add(plan);
            byMethod.put(coroutine.method().name + coroutine.method().desc, plan);
        }
        return new ClassPlan(analysis, plans, byMethod);
    }

    private static CoroutinePlan plan(ClassAnalysis analysis, MethodAnalysis coroutine, String frameName) {
        BodyLayout layout = BodyLayout.of(coroutine);
        String arguments =
                coroutine.method().desc.substring(1, coroutine.method().desc.indexOf(')'));
        String bodyDescriptor = "(" + (layout.argumentsInFrame() ? "" : arguments) + Symbols.STRAND_DESC + "L"
                + frameName + ";I)" + Symbols.OBJECT_DESC;
        List<State> states = new ArrayList<>();
        for (Site site : coroutine.sites()) {
            if (site.suspends()) {
                states.add(new State(states.size() + 1, site, AwaitDescriber.describe(coroutine.method(), site)));
            }
        }
        boolean inInterface = (analysis.node().access & Opcodes.ACC_INTERFACE) != 0;
        int weight =
                Math.min(FRAME_WORDS + coroutine.method().maxLocals + coroutine.method().maxStack, Symbols.ROOM / 2);
        return new CoroutinePlan(
                analysis.node().name, inInterface, coroutine, frameName, bodyDescriptor, layout, states, weight);
    }

    /**
     * Gives the name of the variable in a slot.
     *
     * @param coroutine a coroutine
     * @param site where
     * @param slot the variable's slot
     * @return its name; {@code var} and the slot if the class does not tell
     */
    public static String variableName(MethodAnalysis coroutine, Site site, int slot) {
        String name = AwaitDescriber.variableAt(coroutine.method(), site.insn(), slot);
        return name == null ? "var" + slot : name;
    }
}
