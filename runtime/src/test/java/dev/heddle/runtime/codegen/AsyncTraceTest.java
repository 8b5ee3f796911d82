// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.TaskScope;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.testing.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncTraceTest {

    private static List<String> lines(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .map(line -> line.getClassName() + "." + line.getMethodName() + ":" + line.getLineNumber())
                .toList();
    }

    private static void cancelHere(Task<?> task) {
        assertTrue(task.cancel("enough"));
    }

    @Test
    void aCancelledWaitShowsWhereItWaitedAndThenWhoCancelled() {
        Throwable thrown = VirtualTime.run(script().then(v -> {
                            Task<Integer> task = Tasks.spawn(new Bodies.Deep(2, new Promise<>()));
                            return script().await(Tasks.yieldNow())
                                    .run(() -> cancelHere(task))
                                    .await(task)
                                    .rescue(e -> e);
                        }))
                        instanceof CancellationException cancelled
                ? cancelled
                : null;
        List<String> lines = lines(thrown);
        assertEquals(
                List.of("com.acme.Deep.depth:12", "async com.acme.Deep.depth:12", "async com.acme.Deep.depth:12"),
                lines.subList(0, 3));
        assertTrue(lines.stream().anyMatch(line -> line.contains("AsyncTraceTest.cancelHere")), lines::toString);
        assertEquals(
                3, lines.stream().filter(line -> line.contains("Deep.depth")).count());
    }

    @Test
    void manyWhoAreCancelledAtOnceHaveAnExceptionEachWhoseTraceShowsTheirOwnPlace() {
        List<Task<Integer>> tasks = new ArrayList<>();
        VirtualTime.run(script().then(v -> TaskScope.run(scope -> {
            for (int depth : List.of(0, 0, 1, 0)) {
                tasks.add(scope.spawn(new Bodies.Deep(depth, new Promise<>())));
            }
            return script().await(Tasks.yieldNow()).run(scope::cancel);
        })));
        List<Throwable> thrown = tasks.stream().map(Task::exceptionNow).toList();
        assertEquals(4, new HashSet<>(thrown).size());
        List<List<String>> traces = thrown.stream().map(AsyncTraceTest::lines).toList();
        assertEquals("com.acme.Deep.depth:12", traces.get(0).get(0));
        assertEquals(traces.get(0), traces.get(1));
        assertEquals(
                List.of("com.acme.Deep.depth:12", "async com.acme.Deep.depth:12"),
                traces.get(2).subList(0, 2));
        assertEquals(traces.get(0), traces.get(3));
        thrown.get(0).setStackTrace(new StackTraceElement[0]);
        assertEquals(traces.get(1), lines(thrown.get(1)));
    }

    @Test
    void aWaitInATaskThatIsCancelledAlreadyShowsItsPlace() {
        Throwable thrown = assertThrows(
                CancellationException.class,
                () -> VirtualTime.run(
                        script().run(() -> Task.current().cancel()).await(new Bodies.Deep(1, new Promise<>()))));
        assertEquals("com.acme.Deep.depth:12", lines(thrown).get(0));
    }

    @Test
    void linesThatOnlyTellHowACoroutineIsCalledAreLeftOut() {
        assertTrue(AsyncTrace.isPlumbing(new StackTraceElement("com.acme.Shop", "order$resume", "Shop.java", 1)));
        assertTrue(AsyncTrace.isPlumbing(new StackTraceElement("com.acme.Shop$order$Async", "begin", null, -1)));
        assertTrue(AsyncTrace.isPlumbing(new StackTraceElement("com.acme.Shop$order$Async", "resume", null, -1)));
        assertTrue(AsyncTrace.isPlumbing(new StackTraceElement(Awaits.class.getName(), "await", null, 1)));
        assertTrue(
                AsyncTrace.isPlumbing(new StackTraceElement(Completion.class.getName() + "$Callback", "run", null, 1)));
        assertFalse(AsyncTrace.isPlumbing(new StackTraceElement("com.acme.Shop", "order", "Shop.java", 1)));
        assertFalse(AsyncTrace.isPlumbing(new StackTraceElement("com.acme.Begin$Async", "run", "Shop.java", 1)));
        assertFalse(AsyncTrace.isPlumbing(new StackTraceElement(Bodies.class.getName(), "await", null, 1)));
    }

    @Test
    void aRewrittenTraceHasNoPlumbing() {
        Promise<Integer> thrower = new Promise<>();
        Throwable thrown = assertThrows(
                IllegalStateException.class,
                () -> VirtualTime.run(script().then(v -> {
                    Task<Object> task = Tasks.spawn(script().await(new Bodies.Deep(2, thrower)));
                    return script().await(Tasks.yieldNow())
                            .run(() -> thrower.fail(new IllegalStateException()))
                            .await(task);
                })));
        List<String> lines = lines(thrown);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("async ")), lines::toString);
        assertFalse(lines.stream().anyMatch(line -> line.contains("codegen.Strand")), lines::toString);
    }

    private static List<String> placesOf(Throwable thrown) {
        return lines(thrown).stream().filter(line -> line.startsWith("async ")).toList();
    }

    @Test
    void aFailureFromElsewhereShowsThePlaceThatAwaitedIt() {
        Promise<Integer> elsewhere = new Promise<>();
        IllegalStateException failure = new IllegalStateException("made elsewhere");
        assertThrows(
                IllegalStateException.class,
                () -> VirtualTime.run(script().then(v -> {
                    Task<Integer> task = Tasks.spawn(new Bodies.Deep(1, elsewhere));
                    return script().await(Tasks.yieldNow())
                            .run(() -> elsewhere.fail(failure))
                            .await(task);
                })));
        assertEquals(List.of("async com.acme.Deep.depth:12", "async com.acme.Deep.depth:12"), placesOf(failure));
    }

    @Test
    void aFailureOfATaskShowsThePlaceThatAwaitedTheTask() {
        Throwable thrown = assertThrows(
                IllegalStateException.class,
                () -> VirtualTime.run(script().then(v -> {
                    Task<Integer> failing = Tasks.spawn(() -> {
                        throw new IllegalStateException("in a task");
                    });
                    return new Bodies.Deep(0, failing);
                })));
        assertEquals(List.of("async com.acme.Deep.depth:12"), placesOf(thrown));
    }

    @FrameTable(
            format = 1,
            type = "com.acme.Rescue",
            method = "orElse",
            descriptor = "()Ldev/heddle/Coroutine;",
            file = "Rescue.java",
            lines = {7},
            awaits = {"first"},
            kept = {""})
    private static final class Rescue extends Frame<Integer> {
        private final Promise<Integer> first;
        private final RuntimeException otherwise;

        Rescue(Promise<Integer> first, RuntimeException otherwise) {
            this.first = first;
            this.otherwise = otherwise;
        }

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            if (state == CLAIMED) {
                var unused = Awaits.await(first, strand, room);
                return suspend(strand, -2);
            }
            assertThrows(IllegalArgumentException.class, () -> Awaits.resumed(strand));
            throw otherwise;
        }
    }

    @Test
    void aFailureThatReplacesWhatWasAwaitedIsNotSaidToBeAwaited() {
        Promise<Integer> first = new Promise<>();
        IllegalStateException otherwise = new IllegalStateException();
        Throwable thrown = assertThrows(
                IllegalStateException.class,
                () -> VirtualTime.run(script().then(v -> {
                    Task<Integer> task = Tasks.spawn(new Rescue(first, otherwise));
                    return script().await(Tasks.yieldNow())
                            .run(() -> first.fail(new IllegalArgumentException()))
                            .await(task);
                })));
        assertEquals(List.of(), placesOf(thrown));
    }

    @Test
    void awaitOfNullNamesTheMethodThatHasIt() {
        Throwable e = assertThrows(
                NullPointerException.class, () -> VirtualTime.run(script().then(v -> Tasks.defer(() -> null))));
        assertTrue(e.getMessage().startsWith("await(null) in dev.heddle.runtime."), e.getMessage());
    }

    @Test
    void awaitOfANullStageTellsHowAMethodWithoutAValueEnds() {
        Frame<Object> awaitsNull = new Frame<>() {
            @Override
            protected Object resume(Strand<?> strand, int room) {
                state = RUNNING;
                return Awaits.await((CompletionStage<?>) null, strand, room);
            }
        };
        Throwable e = assertThrows(NullPointerException.class, () -> VirtualTime.run(awaitsNull));
        assertTrue(e.getMessage().contains("completedFuture(null)"), e.getMessage());
    }
}
