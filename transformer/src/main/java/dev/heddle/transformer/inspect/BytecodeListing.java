// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** Bytecode in words, one line an instruction. Labels are numbered in the order in which they come, so that the same code always gives the same text. */
final class BytecodeListing {

    private BytecodeListing() {}

    static ClassNode read(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        return node;
    }

    static List<String> of(ClassNode owner, MethodNode method) {
        Textifier text = new Textifier();
        method.accept(new TraceMethodVisitor(text));
        List<String> lines = new ArrayList<>();
        lines.add(owner.name.replace('/', '.') + "." + method.name + " " + method.desc);
        for (Object part : text.getText()) {
            // A part is one line, or several in the case of switches, or a list in that of annotations.
            String.valueOf(part).lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> lines.add(indent(line)));
        }
        return lines;
    }

    private static String indent(String line) {
        boolean label = line.matches("L\\d+");
        return (label ? "  " : "    ") + line;
    }
}
