// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Makes coroutines of a library's methods, class by class. */
final class Tormentor {

    private static final int CONVERTED_PERCENT = 95;

    private final Library library;
    private final long seed;
    private final Selection selection;
    private final List<Place> places = new ArrayList<>();
    private final List<MethodId> methods = new ArrayList<>();

    Tormentor(Library library, long seed, Selection selection) {
        this.library = library;
        this.seed = seed;
        this.selection = selection;
    }

    /** A place where something was done to a method. */
    record Place(MethodId method, int number, String what) {

        @Override
        public String toString() {
            return method + " #" + number + ": " + what;
        }
    }

    List<Place> places() {
        return places;
    }

    /** All that have become coroutines. */
    List<MethodId> everyMethod() {
        return methods;
    }

    long seed() {
        return seed;
    }

    Selection selection() {
        return selection;
    }

    /** What becomes of a method that is called, if its class declares it and it can't be overridden. */
    Optional<Converted> converted(String owner, String name, String descriptor) {
        return library.header(owner)
                .flatMap(node -> node.methods.stream()
                        .filter(method -> method.name.equals(name) && method.desc.equals(descriptor))
                        .findFirst()
                        .flatMap(method -> converted(node, method)));
    }

    private Optional<Converted> converted(ClassNode owner, MethodNode method) {
        MethodId id = MethodId.of(owner, method);
        boolean chosen = Converted.isEligible(method)
                && selection.has(id)
                && new Dice(seed, "convert " + id).percent(CONVERTED_PERCENT);
        return chosen ? Optional.of(Converted.of(owner, method, seed)) : Optional.empty();
    }

    /** Whether a class can be named by another. */
    boolean isVisible(Type type, String from) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() != Type.OBJECT
                || packageOf(element.getInternalName()).equals(packageOf(from))) {
            return true;
        }
        return library.header(element.getInternalName())
                .map(node -> (node.access & Opcodes.ACC_PUBLIC) != 0)
                .orElse(element.getInternalName().startsWith("java/"));
    }

    static String packageOf(String internalName) {
        return internalName.substring(0, internalName.lastIndexOf('/') + 1);
    }

    /**
     * Tortures a class, in its node.
     *
     * @param gentler how often a half of the awaits is to be left out, because the class has become too large
     */
    void torture(ClassNode node, int gentler) {
        List<MethodNode> all = new ArrayList<>();
        for (MethodNode method : node.methods) {
            all.add(method);
            Optional<Converted> converted = converted(node, method);
            if (converted.isPresent()) {
                methods.add(converted.get().id());
                MethodNode body = body(node, method, converted.get());
                new MethodTormentor(this, node, body, converted.get(), gentler).torture();
                all.add(body);
                runBody(method, converted.get());
            }
        }
        node.methods = all;
    }

    void note(Place place) {
        places.add(place);
    }

    /** Takes back what was noted about a class that is tortured once more. */
    void forgetFrom(int size) {
        places.subList(size, places.size()).clear();
    }

    /** Takes the code out of the method. */
    private static MethodNode body(ClassNode owner, MethodNode method, Converted converted) {
        MethodNode body = new MethodNode(
                Opcodes.ASM9,
                converted.access(),
                converted.bodyName(),
                converted.bodyDescriptor(),
                null,
                method.exceptions.toArray(new String[0]));
        body.visibleAnnotations = new ArrayList<>(List.of(new AnnotationNode("Ldev/heddle/Async;")));
        body.instructions = method.instructions;
        body.tryCatchBlocks = method.tryCatchBlocks;
        body.localVariables = method.localVariables;
        body.maxLocals = method.maxLocals;
        body.maxStack = method.maxStack;
        method.instructions = new InsnList();
        method.tryCatchBlocks = new ArrayList<>();
        method.localVariables = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
        return body;
    }

    private static void runBody(MethodNode method, Converted converted) {
        InsnList code = method.instructions;
        int slot = 0;
        if (!converted.isStatic()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, slot++));
        }
        for (Type argument : Type.getArgumentTypes(method.desc)) {
            code.add(new VarInsnNode(argument.getOpcode(Opcodes.ILOAD), slot));
            slot += argument.getSize();
        }
        call(code, converted);
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                Type.getInternalName(Points.class),
                "run",
                "(L" + converted.kind().umbrella() + ";)Ljava/lang/Object;",
                false));
        Boxes.unbox(code, converted.returned());
        code.add(new InsnNode(converted.returned().getOpcode(Opcodes.IRETURN)));
    }

    static void call(InsnList code, Converted converted) {
        code.add(new MethodInsnNode(
                converted.callOpcode(),
                converted.id().owner(),
                converted.bodyName(),
                converted.bodyDescriptor(),
                converted.inInterface()));
    }
}
