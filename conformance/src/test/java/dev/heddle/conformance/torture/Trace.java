// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a workload saw: a line for each call of the library, with its result or its exception. */
public final class Trace {

    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{3,}\\b");

    /** The JVM's own words on a null name variables, which classes without debug information don't have. */
    private static final Pattern NULL = Pattern.compile("because \".*?\" is null");

    private final List<String> lines = new ArrayList<>();
    private final String onlySection;
    private boolean active = true;

    Trace(String onlySection) {
        this.onlySection = onlySection;
    }

    /** Something to call. */
    @FunctionalInterface
    public interface Call {
        Object call() throws Throwable;
    }

    /** Begins a section; calls are made only in the sections that are wanted. */
    public void section(String name) {
        active = onlySection == null || onlySection.equals(name);
        if (active) {
            lines.add("== " + name);
        }
    }

    /** Calls, and notes what became of it. */
    public void call(String what, Call call) {
        if (!active) {
            return;
        }
        String outcome;
        try {
            outcome = "= " + describe(call.call());
        } catch (TortureError broken) {
            throw broken;
        } catch (Throwable thrown) {
            outcome = "! " + describe(thrown);
        }
        outcome = IDENTITY.matcher(outcome).replaceAll("@#");
        lines.add(what + " " + NULL.matcher(outcome).replaceAll("because it is null"));
    }

    private static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder(String.valueOf(thrown));
        for (Throwable each : thrown.getSuppressed()) {
            text.append(" suppressed ").append(each);
        }
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            text.append(" caused by ").append(cause);
        }
        return text.toString();
    }

    private static String describe(Object value) {
        if (value != null && value.getClass().isArray()) {
            String text = Arrays.deepToString(new Object[] {value});
            return text.substring(1, text.length() - 1);
        }
        return String.valueOf(value);
    }

    /** The section of a line. */
    static String sectionOf(List<String> lines, int index) {
        for (int i = Math.min(index, lines.size() - 1); i >= 0; i--) {
            if (lines.get(i).startsWith("== ")) {
                return lines.get(i).substring(3);
            }
        }
        return null;
    }

    List<String> lines() {
        return lines;
    }
}
