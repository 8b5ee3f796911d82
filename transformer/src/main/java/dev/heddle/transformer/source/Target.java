// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.source;

import dev.heddle.transformer.diagnostic.Anchor;
import dev.heddle.transformer.diagnostic.Finding;

/**
 * What is looked for in a source file. The parts mean what they mean in {@link Finding}.
 *
 * @param type the class, by its internal name
 * @param method the method's name, or an empty string
 * @param line the line, or 0
 * @param anchor what on that line
 * @param ordinal which of several on that line
 * @param detail the name of the method that is called, for {@link Anchor#CALL} and {@link Anchor#REFERENCE}
 */
record Target(String type, String method, int line, Anchor anchor, int ordinal, String detail) {

    static Target of(Finding finding) {
        return new Target(
                finding.type(),
                finding.method(),
                finding.line(),
                finding.anchor(),
                finding.ordinal(),
                finding.detail());
    }
}
