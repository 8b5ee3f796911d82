// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a small program loads before it says hello. How long that takes depends on the machine, so the tests look at what takes it: classes, each of them a quarter of a
 * millisecond, and those of the JDK that bring many others with them.
 */
@Timeout(120)
class StartUpTest {

    private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source: ");

    /** The fences are static methods of VarHandle, and cost no more than to initialize that class. */
    private static final Pattern NEEDED_BY_FENCES = Pattern.compile("java\\.lang\\.invoke\\.VarHandle(\\$1|Guards)");

    /** What the coroutine loads, and the thread does not. */
    private static Set<String> more = Set.of();

    @BeforeAll
    static void startBoth() throws Exception {
        more = loadedFor("coroutine");
        more.removeAll(loadedFor("thread"));
    }

    private static Set<String> loadedFor(String mode) throws Exception {
        Set<String> classes = new LinkedHashSet<>();
        List<String> lines = OtherJvm.output(Program.class, "-Xlog:class+load", mode);
        for (String line : lines) {
            Matcher loaded = LOADED.matcher(line);
            if (loaded.find()) {
                classes.add(loaded.group(1));
            }
        }
        assertTrue(lines.contains("Hello"), lines::toString);
        return classes;
    }

    private static List<String> more(String... prefixes) {
        return more.stream()
                .filter(name -> List.of(prefixes).stream().anyMatch(name::startsWith))
                .toList();
    }

    @Test
    void noLambdaRunsAndNoVarHandleIsMade() {
        assertEquals(
                List.of(),
                more("java.lang.invoke.").stream()
                        .filter(name -> !NEEDED_BY_FENCES.matcher(name).matches())
                        .toList(),
                "the first lambda, method reference, concatenation of strings, record's toString or VarHandle that runs on the way to a hello takes up"
                        + " to 20 ms, and each other one 1 ms: write a class instead, or keep it off that way");
        assertEquals(
                List.of(),
                more.stream().filter(name -> name.contains("$$Lambda")).toList());
    }

    @Test
    void noSelectorIsOpenedForALoopWithoutChannels() {
        assertEquals(
                List.of(),
                more("sun.nio.ch.", "java.nio.channels."),
                "a selector takes some 7 ms: it is opened for the first channel");
    }

    @Test
    void nobodyAsksForALoggerOrAService() {
        assertEquals(
                List.of(),
                more("java.util.logging.", "java.lang.System$Logger", "sun.util.logging.", "java.util.ServiceLoader"),
                "a logger takes some 10 ms: ask for it when there is something to say");
    }

    @Test
    void futuresAreLoadedForThoseWhoUseThem() {
        assertEquals(
                List.of(),
                more("java.util.concurrent.CompletableFuture", "java.util.concurrent.CompletionStage"),
                "the verifier loads what is returned as one of its superclasses: give the method that makes it the type of the superclass");
    }

    @Test
    void fewOfOurClassesAreLoaded() {
        List<String> ours = more("dev.heddle.");
        assertTrue(ours.contains(EventLoop.class.getName()), ours::toString);
        assertTrue(
                ours.size() <= 50,
                () -> ours.size() + " classes, of which each takes a quarter of a millisecond; which could wait? "
                        + ours);
    }

    /** Waits for a millisecond and says hello. */
    static final class Program {

        private Program() {}

        public static void main(String[] args) {
            if (args[0].equals("coroutine")) {
                EventLoop.run(new Hello());
            } else {
                LockSupport.parkNanos(1_000_000);
                System.out.println("Hello");
            }
        }
    }

    /** The coroutine, lowered as the transformer does it. */
    private static final class Hello extends Frame<Void> {

        private static final int SLEPT = CLAIMED - 1;

        @Override
        protected Object resume(Strand<?> strand, int depth) throws Throwable {
            if (state == CLAIMED) {
                state = RUNNING;
                if (Awaits.await(Tasks.sleep(Duration.ofMillis(1)), strand, depth) == Awaits.SUSPENDED) {
                    return suspend(strand, SLEPT);
                }
            } else {
                state = RUNNING;
                Awaits.resumed(strand);
            }
            System.out.println("Hello");
            return null;
        }
    }
}
