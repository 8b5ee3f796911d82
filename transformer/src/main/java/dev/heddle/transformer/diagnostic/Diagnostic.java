// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.diagnostic;

/**
 * A finding with its place in the source.
 *
 * @param code what kind it is
 * @param type the class, by its binary name ({@code com.acme.Outer$Inner})
 * @param file the source file if it was found, else the name that the class file gives with the package's folder before it, or the class file itself
 * @param line the line, from 1; 0 if unknown
 * @param column the column, from 1; 0 if unknown
 * @param message what is wrong: a sentence without a full stop
 * @param sourceLine the text of the line, or an empty string if there is no source
 */
public record Diagnostic(
        DiagnosticCode code, String type, String file, int line, int column, String message, String sourceLine) {

    /**
     * Gives the place and the message, as compilers do: {@code Shop.java:[12,9] HED002 message: remedy}. Unknown lines and columns are 1, for the sake of the tools that
     * read this.
     *
     * @return one line
     */
    public String headline() {
        return file + ":[" + Math.max(1, line) + "," + Math.max(1, column) + "] " + code.id() + " " + message + ": "
                + code.remedy();
    }

    /**
     * Gives the {@link #headline} and, if there is a source, its line with a caret under the column.
     *
     * @return one or three lines, without a line end after the last
     */
    public String format() {
        if (sourceLine.isEmpty()) {
            return headline();
        }
        StringBuilder caret = new StringBuilder();
        for (int i = 0; i < column - 1 && i < sourceLine.length(); i++) {
            caret.append(sourceLine.charAt(i) == '\t' ? '\t' : ' ');
        }
        return headline()
                + System.lineSeparator()
                + sourceLine
                + (column > 0 ? System.lineSeparator() + caret + "^" : "");
    }
}
