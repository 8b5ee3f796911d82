// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/** The memory that a frame takes in HotSpot, 64 bits, with compressed references: they are what nearly everybody runs. */
final class FrameSize {

    private static final int HEADER = 12;
    private static final int REFERENCE = 4;

    /** The fields {@code state} and {@code parent} of the runtime's {@code Frame}. */
    private static final int INHERITED = 4 + REFERENCE;

    private static final int ALIGNMENT = 8;

    private FrameSize() {}

    static int of(ClassNode frame) {
        int large = 0;
        int small = 0;
        for (FieldNode field : frame.fields) {
            if ((field.access & Opcodes.ACC_STATIC) == 0) {
                int size = size(Type.getType(field.desc));
                large += size == ALIGNMENT ? size : 0;
                small += size == ALIGNMENT ? 0 : size;
            }
        }
        int start = HEADER + INHERITED;
        // The gap before a long is filled with smaller fields, as far as there are any.
        int gap = large == 0 ? 0 : Math.max(0, align(start) - start - small);
        return align(start + gap + small + large);
    }

    private static int align(int size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static int size(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN, Type.BYTE -> 1;
            case Type.SHORT, Type.CHAR -> 2;
            case Type.LONG, Type.DOUBLE -> 8;
            case Type.INT, Type.FLOAT -> 4;
            default -> REFERENCE;
        };
    }
}
