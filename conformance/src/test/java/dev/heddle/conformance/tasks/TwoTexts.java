// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.tasks;

/** The same program in Java and in Python, as it is being written. */
final class TwoTexts {

    private static final String STEP = "    ";

    private final StringBuilder java = new StringBuilder();
    private final StringBuilder python = new StringBuilder();
    private int depth;

    String java() {
        return java.toString();
    }

    String python() {
        return python.toString();
    }

    void line(String inJava, String inPython) {
        java.append(STEP.repeat(depth)).append(inJava).append('\n');
        python.append(STEP.repeat(depth)).append(inPython).append('\n');
    }

    /** A line that begins a block, which may be empty. */
    void open(String inJava, String inPython) {
        line(inJava, inPython);
        depth++;
        python.append(STEP.repeat(depth)).append("pass\n");
    }

    /** A line between two blocks. */
    void turn(String inJava, String inPython) {
        depth--;
        open(inJava, inPython);
    }

    void close(String inJava) {
        depth--;
        java.append(STEP.repeat(depth)).append(inJava).append('\n');
    }
}
