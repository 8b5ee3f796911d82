// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples;

import java.io.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar if somebody looks at a terminal, and nothing otherwise. For one thread. */
public final class Progress implements AutoCloseable {

    private final @Nullable ProgressBar bar;

    /**
     * Draws an empty bar.
     *
     * @param task what stands before it
     * @param steps how many steps fill it
     */
    public Progress(String task, int steps) {
        bar = isTerminal()
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(steps)
                        .setStyle(ProgressBarStyle.ASCII)
                        .clearDisplayOnFinish()
                        .build()
                : null;
    }

    /**
     * Moves the bar.
     *
     * @param step how many steps are done
     */
    public void reached(int step) {
        if (bar != null) {
            bar.stepTo(step);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // on JDK 17 it is
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since JDK 22 there may be a console without a terminal.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJdk) {
            return true;
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
