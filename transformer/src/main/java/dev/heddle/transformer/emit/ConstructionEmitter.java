// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.analyse.MethodAnalysis.Construction;
import dev.heddle.transformer.analyse.TypeState;
import dev.heddle.transformer.plan.BodyLayout;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Puts off the making of objects that would be half made while the body is suspended. For {@code new A(x, await(b))}, where javac writes
 *
 * <pre>
 *   NEW A; DUP; x; b; await; INVOKESPECIAL A.&lt;init&gt;
 * </pre>
 *
 * the NEW stays where it was, for the class is initialised there, but what it makes is dropped and null stands for it and its copies. At the constructor call, the
 * arguments step aside, the nulls are dropped, the object is made, and its copies go where the nulls were:
 *
 * <pre>
 *   NEW A; POP; ACONST_NULL; DUP; x; b; await; store both; POP; POP; NEW A; DUP; load both; INVOKESPECIAL A.&lt;init&gt;
 * </pre>
 */
final class ConstructionEmitter {

    private final MethodNode body;
    private final BodyLayout layout;
    private final Set<TypeInsnNode> unmade;
    private final int firstTemporary;

    ConstructionEmitter(MethodNode body, BodyLayout layout, Set<TypeInsnNode> unmade, int firstTemporary) {
        this.body = body;
        this.layout = layout;
        this.unmade = unmade;
        this.firstTemporary = firstTemporary;
    }

    void emit(List<Construction> constructions) {
        for (Construction construction : constructions) {
            InsnList made = construct(construction);
            body.instructions.insertBefore(construction.call(), made);
            body.instructions.remove(construction.call());
        }
        for (TypeInsnNode each : unmade) {
            InsnList dropped =
                    new Code().op(Opcodes.POP).op(Opcodes.ACONST_NULL).insns();
            body.instructions.insert(each, dropped);
        }
    }

    private InsnList construct(Construction construction) {
        MethodInsnNode call = (MethodInsnNode) construction.call();
        TypeState types = construction.types();
        int arguments = Type.getArgumentTypes(call.desc).length;
        int receiver = types.stack().size() - 1 - arguments;
        int lowest = receiver;
        for (int i = receiver - 1; i >= 0; i--) {
            lowest = types.stack().get(i) == construction.made() ? i : lowest;
        }
        Code code = new Code();
        int[] slots = setAside(code, types.stack(), lowest, construction.made());
        boolean simple = lowest >= receiver - 1 && !types.locals().contains(construction.made());
        code.add(new TypeInsnNode(Opcodes.NEW, construction.made().desc));
        if (lowest < receiver || !simple) {
            code.op(Opcodes.DUP);
        }
        for (int i = receiver + 1; i < types.stack().size(); i++) {
            code.load(types.stack().get(i), slots[i]);
        }
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, call.owner, call.name, call.desc, false));
        if (!simple) {
            distribute(code, construction, lowest, receiver, slots);
        }
        return code.insns();
    }

    /** Takes everything from the lowest copy up off the stack: copies are dropped, the rest is stored. */
    private int[] setAside(Code code, List<Object> stack, int lowest, TypeInsnNode made) {
        int[] slots = new int[stack.size()];
        int next = firstTemporary;
        for (int i = stack.size() - 1; i >= lowest; i--) {
            Object type = stack.get(i);
            if (type == made) {
                code.op(Opcodes.POP);
            } else {
                slots[i] = next;
                code.store(type, next);
                next += dev.heddle.transformer.analyse.TypeFlow.isWide(type) ? 2 : 1;
            }
        }
        return slots;
    }

    /** The object is on the stack, once: puts it into all the places where a copy was, and back what stood between them. */
    private void distribute(Code code, Construction construction, int lowest, int receiver, int[] slots) {
        TypeState types = construction.types();
        int object = firstTemporary;
        for (int i = lowest; i < types.stack().size(); i++) {
            object = Math.max(object, slots[i] + 2);
        }
        code.access(Opcodes.ASTORE, object);
        for (int slot = 0; slot < types.locals().size(); slot++) {
            if (types.locals().get(slot) == construction.made()) {
                code.aload(object).access(Opcodes.ASTORE, layout.map(slot));
            }
        }
        for (int i = lowest; i < receiver; i++) {
            Object type = types.stack().get(i);
            if (type == construction.made()) {
                code.aload(object);
            } else {
                code.load(type, slots[i]);
            }
        }
    }
}
