// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.diagnostic.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class after weaving.
 *
 * @param host the user's class
 * @param frames the classes of its coroutines' frames
 * @param bodies the end of each body's code
 */
public record WovenClass(ClassNode host, List<ClassNode> frames, Map<MethodNode, LabelNode> bodies) {

    /** HotSpot's {@code -XX:HugeMethodLimit}. */
    private static final int HUGE = 8_000;

    /**
     * Gives what there is to say about the bodies, once the class has been written, so that it is known where their code ends.
     *
     * @return a warning for each that is too long to be compiled
     */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        bodies.forEach((body, end) -> {
            int size = end.getLabel().getOffset();
            if (size > HUGE) {
                findings.add(new Finding(
                        DiagnosticCode.METHOD_TOO_LARGE_FOR_JIT,
                        host.name,
                        body.name,
                        host.sourceFile == null ? "" : host.sourceFile,
                        firstLine(body),
                        Anchor.METHOD,
                        0,
                        "",
                        host.name.substring(host.name.lastIndexOf('/') + 1).replace('$', '.') + "." + body.name
                                + "() is " + size + " bytes long when it is transformed"));
            }
        });
        return findings;
    }

    private static int firstLine(MethodNode body) {
        for (var insn : body.instructions) {
            if (insn instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }
}
