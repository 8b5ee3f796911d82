// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a program printed. Tests that use it can't run side by side. */
public record Printed(List<String> out, List<String> err) {

    /** A program. */
    @FunctionalInterface
    public interface Program {

        /** Runs it. */
        void run() throws Exception;
    }

    /** Runs a program and keeps its output. */
    public static Printed by(Program program) throws Exception {
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
        return new Printed(lines(out), lines(err));
    }

    private static List<String> lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
