// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import java.io.PrintWriter;
import java.io.StringWriter;
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
        StringWriter written = new StringWriter();
        text.print(new PrintWriter(written));
        written.toString()
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .forEach(lines::add);
        return lines;
    }
}
