// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method that becomes a coroutine: its code moves to a new {@code @Async} method, and what is left under its name runs that to the end. The new method is never overridden,
 * whatever becomes of the old one.
 *
 * @param id the method
 * @param kind what the new method returns
 * @param access the new method's access flags
 * @param inInterface whether it is in an interface
 */
record Converted(MethodId id, Kind kind, int access, boolean inInterface) {

    enum Kind {
        COROUTINE("dev/heddle/Coroutine"),
        FUTURE("java/util/concurrent/CompletableFuture"),
        STAGE("java/util/concurrent/CompletionStage");

        final String type;

        Kind(String type) {
            this.type = type;
        }

        /** What is awaited, or run. */
        String umbrella() {
            return this == COROUTINE ? type : STAGE.type;
        }

        /** Whether a coroutine of this kind may return one of the other in tail position. */
        boolean mayReturn(Kind other) {
            return this == other || (this == STAGE && other == FUTURE);
        }
    }

    private static final int MOVABLE = Opcodes.ACC_STATIC | Opcodes.ACC_STRICT;
    private static final int VISIBILITY = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE;
    private static final int NEVER =
            Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_BRIDGE;

    /** Tells whether a method can become a coroutine at all. */
    static boolean isEligible(MethodNode method) {
        return (method.access & NEVER) == 0 && !method.name.startsWith("<");
    }

    static Converted of(ClassNode owner, MethodNode method, long seed) {
        MethodId id = MethodId.of(owner, method);
        Dice dice = new Dice(seed, "kind " + id);
        int chance = dice.below(100);
        Kind kind = chance < 75 ? Kind.COROUTINE : chance < 88 ? Kind.FUTURE : Kind.STAGE;
        boolean inInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
        int access = method.access & MOVABLE;
        if ((access & Opcodes.ACC_STATIC) != 0 || (method.access & Opcodes.ACC_PRIVATE) != 0) {
            access |= method.access & VISIBILITY;
        } else if (inInterface || dice.percent(40)) {
            access |= Opcodes.ACC_PRIVATE;
        } else {
            access |= method.access & VISIBILITY;
            access |= dice.percent(50) ? Opcodes.ACC_FINAL : 0;
        }
        return new Converted(id, kind, access, inInterface);
    }

    boolean isStatic() {
        return (access & Opcodes.ACC_STATIC) != 0;
    }

    /** A name that no other method of the class, its superclasses and subclasses has. Kotlin has methods that differ in nothing but what they return. */
    String bodyName() {
        return id.name() + "$t"
                + Integer.toHexString(id.owner().hashCode() * 31 + returned().hashCode());
    }

    String bodyDescriptor() {
        return id.descriptor().substring(0, id.descriptor().indexOf(')') + 1) + "L" + kind.type + ";";
    }

    Type returned() {
        return Type.getReturnType(id.descriptor());
    }

    int callOpcode() {
        if (isStatic()) {
            return Opcodes.INVOKESTATIC;
        }
        return (access & Opcodes.ACC_PRIVATE) != 0 ? Opcodes.INVOKESPECIAL : Opcodes.INVOKEVIRTUAL;
    }
}
