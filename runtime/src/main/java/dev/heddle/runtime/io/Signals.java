// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.Registration;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The operating system's signals, handled on the event loop.
 *
 * <pre>{@code
 * Registration ctrlC = Signals.cancelOnInterrupt();
 * try (TcpServer server = TcpServer.bind(8080)) {
 *     await(server.serve(stream -> handle(stream)));      // Ctrl-C cancels this, and the server closes
 * } finally {
 *     ctrlC.detach();
 * }
 * }</pre>
 *
 * <p>They come by way of {@code sun.misc.Signal}, in the JDK's module {@code jdk.unsupported}, because nothing else can do it: a shutdown hook runs when the JVM is ending
 * already, can't put that off for longer than it holds up all others, tells no signal from another, and does not let the program end normally, with an exit code of its own.
 * Where the module is missing, these methods throw an {@link UnsupportedOperationException}.
 */
public final class Signals {

    private Signals() {}

    /**
     * Has an action run on the current event loop, behind what is ready, each time a signal comes. It takes the place of what handled the signal before, until it is
     * detached, or the loop is closed.
     *
     * @param name the signal's name without its SIG: {@code INT}, {@code TERM}, {@code HUP}
     * @param action what to do; what it throws goes to the loop's exception handler
     * @return the handle that puts back what was there before
     * @throws IllegalArgumentException if there is no such signal, or it can't be handled, as KILL, or the JVM uses it itself
     * @throws IllegalStateException outside an event loop
     */
    public static Registration on(String name, Runnable action) {
        return EventLoop.current().onSignal(name, action);
    }

    /**
     * Has Ctrl-C (SIGINT) cancel the calling task, so that its cleanup runs and the program can end in its own way. The second Ctrl-C is handled as if there were no
     * program: it ends the JVM.
     *
     * @return the handle that puts back what was there before
     * @throws IllegalStateException outside an event loop's task
     */
    public static Registration cancelOnInterrupt() {
        Task<?> task = Task.current();
        AtomicBoolean first = new AtomicBoolean(true);
        Registration[] handle = new Registration[1];
        handle[0] = on("INT", () -> {
            if (first.getAndSet(false)) {
                // From now on the default applies, also to a loop that hangs.
                handle[0].detach();
                var unused = task.cancel("Interrupted by SIGINT");
            }
        });
        return handle[0];
    }
}
