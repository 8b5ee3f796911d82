// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.tasks;

import dev.heddle.transformer.symbol.Symbols;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Takes the marks out of woven classes by which the runtime knows that a coroutine catches nothing where it waits. */
final class Marks {

    private Marks() {}

    static Map<String, byte[]> without(Map<String, byte[]> woven) {
        Map<String, byte[]> unmarked = new TreeMap<>();
        woven.forEach((name, bytes) -> unmarked.put(name, without(bytes)));
        return unmarked;
    }

    private static byte[] without(byte[] woven) {
        ClassWriter written = new ClassWriter(0);
        new ClassReader(woven).accept(new Unmarked(written), 0);
        return written.toByteArray();
    }

    private static final class Unmarked extends ClassVisitor {

        Unmarked(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            AnnotationVisitor next = super.visitAnnotation(descriptor, visible);
            return descriptor.equals(Symbols.WOVEN_DESC) ? new UnmarkedTexts(next) : next;
        }
    }

    private static final class UnmarkedTexts extends AnnotationVisitor {

        UnmarkedTexts(AnnotationVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public AnnotationVisitor visitArray(String name) {
            AnnotationVisitor array = super.visitArray(name);
            if (!name.equals("points")) {
                return array;
            }
            return new AnnotationVisitor(Opcodes.ASM9, array) {
                @Override
                public void visit(String none, Object text) {
                    super.visit(none, ((String) text).replace(Symbols.UNCAUGHT, ""));
                }
            };
        }
    }
}
