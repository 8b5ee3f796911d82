// SPDX-License-Identifier: Apache-2.0
package dev.heddle.internal;

import java.lang.StackWalker.StackFrame;
import java.util.Optional;

/** Says what to do about an {@code await} that the transformer never saw. */
public final class Untransformed {

    /** The frames of {@link #await()} and of the marker that called it. */
    private static final int OWN_FRAMES = 2;

    private Untransformed() {}

    /**
     * Makes the exception for an untransformed {@code await}, to be called by the marker itself.
     *
     * @return the exception, which names the class, the method, the line and the three remedies
     */
    public static IllegalStateException await() {
        Optional<StackFrame> caller =
                StackWalker.getInstance().walk(frames -> frames.skip(OWN_FRAMES).findFirst());
        return new IllegalStateException(
                "await() in " + caller.map(Untransformed::describe).orElse("an unknown place")
                        + " was never transformed, and it must not block. Either build the class with the Maven plugin (dev.heddle:heddle-maven-plugin, goals transform and"
                        + " transform-tests, which run in process-classes and process-test-classes: later than mvn compile), or transform it with the command line (java -jar heddle-transformer-VERSION-all.jar transform DIR), or start the JVM with the"
                        + " agent (-javaagent:heddle-transformer-VERSION-all.jar)");
    }

    private static String describe(StackFrame frame) {
        String line = frame.getLineNumber() < 0 ? "unknown line" : "line " + frame.getLineNumber();
        return frame.getClassName() + "." + frame.getMethodName() + " ("
                + (frame.getFileName() == null ? line : frame.getFileName() + ", " + line) + ")";
    }
}
