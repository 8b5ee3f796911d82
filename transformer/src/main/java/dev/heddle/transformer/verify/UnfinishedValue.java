// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/** An object whose constructor has not been called: {@code uninitialized(offset)} or {@code uninitializedThis}. */
final class UnfinishedValue extends BasicValue {

    private final @Nullable AbstractInsnNode origin;

    /**
     * Makes a value.
     *
     * @param type the object's class
     * @param origin the {@code NEW} that it comes from, or null for {@code this} in a constructor
     */
    UnfinishedValue(Type type, @Nullable AbstractInsnNode origin) {
        super(type);
        this.origin = origin;
    }

    boolean isThis() {
        return origin == null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnfinishedValue value
                && value.origin == origin
                && value.getType().equals(getType());
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(origin);
    }

    @Override
    public String toString() {
        return isThis() ? "uninitializedThis" : "uninitialized " + getType().getClassName();
    }
}
