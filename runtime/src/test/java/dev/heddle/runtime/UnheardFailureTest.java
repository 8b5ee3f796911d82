// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UnheardFailureTest {

    private final List<String> reported = new ArrayList<>();
    private final List<Object> held = new ArrayList<>();

    private void run(Script main) {
        try (VirtualTime time = new VirtualTime(
                (task, failure) -> reported.add(task.name() + ": " + failure.getMessage() + ", " + task.isFailed()))) {
            time.loop().runUntilDone(main);
        }
    }

    private static Script failing(String message) {
        return script().then(v -> {
            throw new IOException(message);
        });
    }

    // F05, T18
    @Test
    void aFailureThatNobodyAwaitedIsReportedOnceAtTheEnd() {
        run(script().then(v -> {
                    held.add(spawn("lost", failing("no")));
                    return yieldNow();
                })
                .await(yieldNow())
                .run(() -> assertEquals(List.of(), reported)));
        assertEquals(List.of("lost: no, true"), reported);
    }

    // F05, T18
    @Test
    void aFailureIsReportedWhenItsTaskHasBeenCollected() {
        run(script().then(v -> {
                    spawn("garbage", failing("no"));
                    return yieldNow();
                })
                .then(v -> collecting())
                .run(() -> assertEquals(List.of("garbage: no, true"), reported)));
        assertEquals(1, reported.size());
    }

    // F05
    @Test
    void failuresAreReportedInTheOrderInWhichTheyCameAbout() {
        run(script().then(v -> {
                    for (int i = 0; i < 20; i++) {
                        held.add(spawn("task " + i, failing("no")));
                    }
                    return yieldNow();
                })
                .await(yieldNow()));
        assertEquals(
                IntStream.range(0, 20).mapToObj(i -> "task " + i + ": no, true").toList(), reported);
    }

    /** Yields until something has been reported. */
    private Object collecting() {
        if (!reported.isEmpty()) {
            return null;
        }
        System.gc();
        return script().await(yieldNow()).then(v -> collecting());
    }

    // F05
    @Test
    void aFailureThatIsHeardLaterIsNotReported() {
        run(script().then(v -> {
                    held.add(spawn("awaited late", failing("a")));
                    held.add(spawn("asked", failing("b")));
                    held.add(spawn("asked for the exception", failing("c")));
                    held.add(spawn("seen as a future", failing("d")));
                    return yieldNow();
                })
                .then(v -> (Task<?>) held.get(0))
                .rescue(e -> ((Task<?>) held.get(2)).exceptionNow())
                .then(v -> ((Task<?>) held.get(1)).resultNow())
                .rescue(e -> null)
                .then(v -> held.add(((Task<?>) held.get(3)).toCompletableFuture())));
        assertEquals(List.of(), reported);
    }

    @Test
    void aFailureThatIsAwaitedWhenItHappensIsNotReported() {
        run(script().then(v -> spawn(failing("awaited"))).rescue(e -> null));
        assertEquals(List.of(), reported);
    }

    @Test
    void aCancelledTaskIsNoFailure() {
        run(script().then(v -> {
                    spawn(script().await(new Promise<>())).cancel();
                    return yieldNow();
                })
                .await(yieldNow()));
        assertEquals(List.of(), reported);
    }

    @Test
    void theFailureOfTheMainTaskIsTheCallersToHear() {
        assertThrows(IOException.class, () -> run(failing("main")));
        assertEquals(List.of(), reported);
    }

    @Test
    void aCancellationExceptionThatNobodyAskedForIsReported() {
        run(script().then(v -> {
                    spawn("own", script().then(w -> {
                        throw new CancellationException("mine");
                    }));
                    return yieldNow();
                })
                .await(yieldNow()));
        assertEquals(List.of("own: mine, true"), reported);
    }
}
