// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.heddle.Registration;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a JVM of its own, for who signals whom is the whole process. */
@Timeout(120)
class SignalTest {

    private static List<String> output(String mode) throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "Windows has no such signals");
        return OtherJvm.output(Program.class, "-Dnothing", mode);
    }

    // Y01
    @Test
    void aSignalsActionRunsOnTheLoopAndCanBeTakenBack() throws Exception {
        assertEquals(List.of("handled on main", "handled on main", "taken back"), output("handle"));
    }

    @Test
    void aSignalCanEndAProgramInOrder() throws Exception {
        assertEquals(List.of("cleanup", "cancelled: terminated"), output("terminate"));
    }

    // Y02
    @Test
    void whatCanNotBeHandledIsRefused() throws Exception {
        List<String> lines = output("refuse");
        assertEquals("KILL is refused", lines.get(0));
        assertEquals("NIX is refused", lines.get(1));
    }

    /** Runs in the other JVM. */
    static final class Program {

        private Program() {}

        public static void main(String[] args) {
            switch (args[0]) {
                case "handle" -> handle();
                case "terminate" -> terminate();
                default -> refuse();
            }
        }

        private static void raise(String signal) {
            try {
                Class<?> type = Class.forName("sun.misc.Signal");
                type.getMethod("raise", type)
                        .invoke(null, type.getConstructor(String.class).newInstance(signal));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }

        // Not HUP: whoever starts the tests by nohup has the JVM ignore that.
        private static void handle() {
            int[] handled = new int[1];
            Promise<String> twice = new Promise<>();
            EventLoop.run(script().then(v -> {
                Registration registration = EventLoop.current().onSignal("WINCH", () -> {
                    System.out.println("handled on " + Thread.currentThread().getName());
                    if (++handled[0] == 2) {
                        twice.complete("twice");
                    } else {
                        raise("WINCH");
                    }
                });
                raise("WINCH");
                return script().await(twice).run(registration::detach).run(registration::detach);
            }));
            System.out.println("taken back");
        }

        private static void terminate() {
            try {
                EventLoop.run(script().run(() -> {
                            Task<?> main = Task.current();
                            var unused = EventLoop.current().onSignal("TERM", () -> main.cancel("terminated"));
                            raise("TERM");
                        })
                        .await(sleep(Duration.ofSeconds(50)))
                        .lastly(v -> {
                            System.out.println("cleanup");
                            return null;
                        }));
            } catch (java.util.concurrent.CancellationException e) {
                System.out.println("cancelled: " + e.getMessage());
            }
        }

        private static void refuse() {
            try (EventLoop loop = EventLoop.builder().build()) {
                for (String name : List.of("KILL", "NIX")) {
                    try {
                        loop.onSignal(name, () -> {}).detach();
                        System.out.println(name + " is taken");
                    } catch (IllegalArgumentException e) {
                        System.out.println(name + " is refused");
                    }
                }
            }
        }
    }
}
