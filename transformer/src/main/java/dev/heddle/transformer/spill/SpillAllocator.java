// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.spill;

import dev.heddle.transformer.analyse.MethodAnalysis;
import dev.heddle.transformer.analyse.Site;
import dev.heddle.transformer.analyse.TypeFlow;
import dev.heddle.transformer.plan.CoroutinePlan;
import dev.heddle.transformer.plan.Planner;
import dev.heddle.transformer.plan.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Gives fields to values. All that a state keeps is stored when it is entered and taken out when it is left, so states share the fields: of each type there are as many as
 * the state that needs most of it.
 */
public final class SpillAllocator {

    private static final Map<Object, String> DESCRIPTORS =
            Map.of(Opcodes.INTEGER, "I", Opcodes.FLOAT, "F", Opcodes.LONG, "J", Opcodes.DOUBLE, "D");

    private final Map<String, List<Field>> byType = new LinkedHashMap<>();
    private final Map<String, Integer> used = new HashMap<>();
    private final Map<Character, Integer> named = new HashMap<>();

    private SpillAllocator() {}

    /**
     * Allocates the fields of a coroutine.
     *
     * @param plan its plan
     * @return what is kept where
     */
    public static SpillPlan allocate(CoroutinePlan plan) {
        return new SpillAllocator().plan(plan);
    }

    private SpillPlan plan(CoroutinePlan plan) {
        MethodAnalysis analysis = plan.analysis();
        List<Field> self = analysis.isStatic() ? List.of() : List.of(new Field("self", "L" + plan.owner() + ";"));
        List<Spill> arguments = arguments(analysis, plan.layout().receiver());
        List<SpillPlan.StateSpill> states = new ArrayList<>();
        for (State state : plan.states()) {
            states.add(state(plan, state.site()));
        }
        List<Field> fields = new ArrayList<>(self);
        byType.values().forEach(fields::addAll);
        return new SpillPlan(fields, self, arguments, states);
    }

    private List<Spill> arguments(MethodAnalysis analysis, int firstSlot) {
        used.clear();
        List<Spill> spills = new ArrayList<>();
        int slot = firstSlot;
        int number = 0;
        for (Type argument : Type.getArgumentTypes(analysis.method().desc)) {
            Object type = verifierType(argument);
            spills.add(new Spill(slot, "arg" + number++, type, take(type)));
            slot += argument.getSize();
        }
        return spills;
    }

    private SpillPlan.StateSpill state(CoroutinePlan plan, Site site) {
        MethodAnalysis analysis = plan.analysis();
        used.clear();
        int first = analysis.isStatic() || plan.layout().receiverCopied() ? 0 : 1;
        List<Spill> locals = site.kept().stream()
                .filter(slot -> slot >= first && site.types().local(slot) != Opcodes.TOP)
                .boxed()
                .sorted(Comparator.comparing(slot -> loopsThatAssign(slot, site)))
                .map(slot -> spill(
                        slot,
                        Planner.variableName(analysis, site, slot),
                        site.types().local(slot)))
                .sorted(Comparator.comparing(Spill::index))
                .toList();
        List<Spill> stack = new ArrayList<>();
        for (Object type : site.stackBelow()) {
            stack.add(spill(stack.size(), "#" + stack.size(), type));
        }
        return new SpillPlan.StateSpill(stack, locals);
    }

    /** Variables get their fields in this order, so that what a loop leaves alone has the same field in all states inside: see {@code EarlyRestores}. */
    private static int loopsThatAssign(int slot, Site site) {
        return (int)
                site.loops().stream().filter(loop -> loop.assigned().get(slot)).count();
    }

    /** What is not yet initialised is made again, later; until then null stands for it. */
    private Spill spill(int index, String name, Object type) {
        boolean remade = type == Opcodes.NULL || type instanceof TypeInsnNode;
        return remade ? new Spill(index, name, Opcodes.NULL, null) : new Spill(index, name, type, take(type));
    }

    private Field take(Object type) {
        String descriptor = descriptor(type);
        List<Field> fields = byType.computeIfAbsent(descriptor, each -> new ArrayList<>());
        int index = used.merge(descriptor, 1, Integer::sum) - 1;
        if (index == fields.size()) {
            char kind = TypeFlow.isWide(type) || descriptor.length() == 1
                    ? Character.toLowerCase(descriptor.charAt(0))
                    : 'a';
            fields.add(new Field(kind + String.valueOf(named.merge(kind, 1, Integer::sum) - 1), descriptor));
        }
        return fields.get(index);
    }

    private static String descriptor(Object type) {
        if (type instanceof String name) {
            return name.charAt(0) == '[' ? name : "L" + name + ";";
        }
        String descriptor = DESCRIPTORS.get(type);
        if (descriptor == null) {
            throw new IllegalArgumentException("a value of the verifier's type " + type + " can't be kept");
        }
        return descriptor;
    }

    private static Object verifierType(Type type) {
        return switch (type.getSort()) {
            case Type.LONG -> Opcodes.LONG;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.ARRAY -> type.getDescriptor();
            case Type.OBJECT -> type.getInternalName();
            default -> Opcodes.INTEGER;
        };
    }
}
