// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

/**
 * An annotation of a class, and the values in it.
 *
 * @param node as ASM has it
 */
record ClassAnnotation(AnnotationNode node) {

    static Optional<AnnotationNode> find(byte[] classFile, String descriptor) {
        ClassNode owner = new ClassNode();
        new ClassReader(classFile)
                .accept(owner, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return find(owner, descriptor);
    }

    static Optional<AnnotationNode> find(ClassNode owner, String descriptor) {
        return Stream.of(Optional.ofNullable(owner.visibleAnnotations), Optional.ofNullable(owner.invisibleAnnotations))
                .flatMap(list -> list.orElse(List.of()).stream())
                .filter(annotation -> annotation.desc.equals(descriptor))
                .findFirst();
    }

    /** A number; 0 if it is not there. */
    int number(String name) {
        return value(name) instanceof Integer number ? number : 0;
    }

    /** A text; empty if it is not there. */
    String text(String name) {
        return value(name) instanceof String text ? text : "";
    }

    /** The texts of an array. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (value(name) instanceof List<?> values) {
            values.forEach(value -> texts.add(String.valueOf(value)));
        }
        return List.copyOf(texts);
    }

    /** The numbers of an array. ASM gives them as a list or, having read them, as an array. */
    List<Integer> numbers(String name) {
        List<Integer> numbers = new ArrayList<>();
        Object value = value(name);
        if (value instanceof int[] array) {
            for (int number : array) {
                numbers.add(number);
            }
        } else if (value instanceof List<?> values) {
            values.forEach(number -> numbers.add((Integer) number));
        }
        return List.copyOf(numbers);
    }

    private Object value(String name) {
        int at = node.values == null ? -1 : node.values.indexOf(name);
        return at < 0 ? "" : node.values.get(at + 1);
    }
}
