// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.diagnostic;

/**
 * Something to say about a place in a class file, before anybody has looked at the source.
 *
 * @param code what kind it is
 * @param type the class, by its internal name ({@code com/acme/Outer$Inner})
 * @param method the method's name, or an empty string if it is about the class
 * @param sourceFile the source file's simple name as the class file has it, or an empty string
 * @param line the source line, or 0 if the class file does not tell
 * @param anchor what on that line it is about
 * @param ordinal which of several on that line, from 0, in the order of the bytecode
 * @param detail the name of the method that is called, for {@link Anchor#CALL} and {@link Anchor#REFERENCE}; else empty
 * @param message what is wrong, naming the method: a sentence without a full stop
 */
public record Finding(
        DiagnosticCode code,
        String type,
        String method,
        String sourceFile,
        int line,
        Anchor anchor,
        int ordinal,
        String detail,
        String message) {}
