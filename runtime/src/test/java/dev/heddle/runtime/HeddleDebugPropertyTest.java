// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.codegen.Origins;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only the system property {@code heddle.debug} switches on: hence in a JVM of its own. */
@Timeout(120)
class HeddleDebugPropertyTest {

    private static List<String> output(String argument, String mode) throws IOException, InterruptedException {
        return OtherJvm.output(Program.class, argument, mode);
    }

    @Test
    void aCoroutineThatNobodyAwaitsIsReportedWithThePlaceThatMadeIt() throws Exception {
        List<String> lines = output("-Dheddle.debug=true", "forget");
        assertEquals(
                "NEVER_AWAITED Coroutine dev.heddle.runtime.Tasks.sleep was never awaited, spawned or run, so nothing of it"
                        + " has happened. It was made here:",
                lines.get(0));
        assertTrue(lines.stream().anyMatch(line -> line.contains("Program.forgetToAwait")), lines::toString);
        assertEquals("ended", lines.get(lines.size() - 1));
    }

    @Test
    void coroutinesThatAreUsedInAnyWayAreNot() throws Exception {
        assertEquals(List.of("ended"), output("-Dheddle.debug", "use"));
    }

    @Test
    void aResourceThatNobodyClosesIsReported() throws Exception {
        List<String> lines = output("-Dheddle.debug", "open");
        assertEquals("NEVER_CLOSED The file was never closed. It was opened here:", lines.get(0));
        assertTrue(lines.stream().anyMatch(line -> line.contains("Program.openAndForget")), lines::toString);
        assertEquals(
                1, lines.stream().filter(line -> line.contains("never closed")).count());
    }

    @Test
    void withoutThePropertyNothingIsRemembered() throws Exception {
        assertEquals(List.of("ended"), output("-Dheddle.debug=false", "forget"));
        assertEquals(List.of("ended"), output("-Dnothing", "open"));
    }

    /** Runs in the other JVM. */
    static final class Program {

        private Program() {}

        public static void main(String[] args) {
            boolean[] heard = new boolean[1];
            try (EventLoop loop = EventLoop.builder()
                    .debug(Duration.ofDays(1))
                    .warningHandler(warning -> {
                        heard[0] = true;
                        System.out.println(warning.kind() + " " + warning);
                    })
                    .build()) {
                loop.runUntilDone(script().run(() -> make(args[0])).await(use(args[0])));
                for (int i = 0; i < 50 && !heard[0]; i++) {
                    System.gc();
                    // One that waits, so that the loop looks around, and the collector has some time.
                    loop.runUntilDone(script().await(sleep(Duration.ofMillis(args[0].equals("forget") ? 10 : 2))));
                }
            }
            System.out.println("ended");
        }

        private static void make(String mode) {
            if (mode.equals("forget")) {
                forgetToAwait();
            } else if (mode.equals("open")) {
                openAndForget();
            }
        }

        private static Script use(String mode) {
            if (!mode.equals("use")) {
                return script();
            }
            return script().await(Tasks.gather(
                            script().await(yieldNow()), Tasks.blocking(() -> "thread"), sleep(Duration.ofMillis(1))))
                    .await(spawn(mode))
                    .await(TryScope.open(scope -> script().then(v -> scope.spawn(script()))))
                    .await(Tasks.shield(sleep(Duration.ofMillis(1))));
        }

        private static Script spawn(String name) {
            return script().then(v -> Tasks.spawn(name, script().await(sleep(Duration.ZERO))));
        }

        private static void forgetToAwait() {
            var unused = sleep(Duration.ofHours(1));
        }

        private static void openAndForget() {
            var unused = Origins.opened(new Object(), "The file");
            Object closed = new Object();
            Origins.opened(closed, "The closed file").detach();
        }
    }
}
