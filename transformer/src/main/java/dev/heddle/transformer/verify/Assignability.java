// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import dev.heddle.transformer.hierarchy.ClassHierarchy;
import dev.heddle.transformer.hierarchy.ClassHierarchy.ClassInfo;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/** Which types the JVM's verifier takes for which others (JVMS 4.10.1.2). */
final class Assignability {

    /** As ASM has it: the type of {@code null}. */
    static final Type NULL = Type.getObjectType("null");

    private static final String OBJECT = "java/lang/Object";

    private final ClassHierarchy hierarchy;
    private final ClassInfo current;

    Assignability(ClassHierarchy hierarchy, ClassNode current) {
        this.hierarchy = hierarchy;
        this.current = new ClassInfo(
                current.name,
                current.superName == null ? "" : current.superName,
                (current.access & Opcodes.ACC_INTERFACE) != 0);
    }

    /** Tells whether a value may stand where a frame declares another; {@link BasicValue#UNINITIALIZED_VALUE} is the frame's TOP. */
    boolean isAssignable(BasicValue from, BasicValue to) {
        if (to.equals(BasicValue.UNINITIALIZED_VALUE)) {
            return true;
        }
        // Before equals, by which a BasicValue can't tell an object from one that is not finished.
        if (from instanceof UnfinishedValue || to instanceof UnfinishedValue) {
            return from instanceof UnfinishedValue && from.equals(to);
        }
        if (!from.isReference() || !to.isReference()) {
            return from.equals(to);
        }
        return isAssignable(from.getType(), to.getType());
    }

    /** The same for references. */
    boolean isAssignable(Type from, Type to) {
        if (from.equals(to) || from.equals(NULL)) {
            return true;
        }
        if (to.equals(NULL)) {
            return false;
        }
        if (to.getSort() == Type.ARRAY) {
            return from.getSort() == Type.ARRAY && isComponentAssignable(component(from), component(to));
        }
        if (from.getSort() == Type.ARRAY) {
            String name = to.getInternalName();
            return name.equals(OBJECT) || name.equals("java/lang/Cloneable") || name.equals("java/io/Serializable");
        }
        return isSubclass(from.getInternalName(), to.getInternalName());
    }

    private boolean isComponentAssignable(Type from, Type to) {
        boolean primitive = from.getSort() < Type.ARRAY || to.getSort() < Type.ARRAY;
        return primitive ? from.equals(to) : isAssignable(from, to);
    }

    private static Type component(Type array) {
        return Type.getType(array.getDescriptor().substring(1));
    }

    private boolean isSubclass(String from, String to) {
        if (to.equals(OBJECT)) {
            return true;
        }
        Optional<ClassInfo> target = find(to);
        if (target.isEmpty() || target.get().isInterface()) {
            return true;
        }
        for (String name = from; !name.isEmpty(); ) {
            if (name.equals(to)) {
                return true;
            }
            Optional<ClassInfo> info = find(name);
            if (info.isEmpty()) {
                return true;
            }
            name = info.get().superName();
        }
        return false;
    }

    private Optional<ClassInfo> find(String name) {
        return name.equals(current.name()) ? Optional.of(current) : hierarchy.find(name);
    }
}
