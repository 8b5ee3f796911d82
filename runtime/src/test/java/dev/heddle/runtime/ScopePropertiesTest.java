// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Trees of task scopes, cancel scopes and timeouts, made at random, in which tasks fail at random times, and which are cancelled from outside. */
class ScopePropertiesTest {

    private static final int SEEDS = 3_000;

    /** One such program. */
    private static final class Tree {
        private final Random random;
        private final List<Throwable> thrown = new ArrayList<>();
        private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

        Tree(int seed) {
            this.random = new Random(seed);
        }

        private Coroutine<Object> pause() {
            return script().await(sleep(Duration.ofSeconds(random.nextInt(4)))).give("value");
        }

        private Throwable failure() {
            IOException failure = new IOException("failure " + thrown.size());
            thrown.add(failure);
            return failure;
        }

        /** What the body of a scope does. */
        private Coroutine<Object> node(int depth) {
            if (depth == 0) {
                return leaf();
            }
            return switch (random.nextInt(8)) {
                case 0 -> TryScope.open(scope -> body(scope, depth));
                case 1 -> retyped(TaskScope.run(scope -> body(scope, depth)));
                case 2 ->
                    retyped(CancelScope.run(Duration.ofSeconds(random.nextInt(6)), scope -> {
                        scope.setShielded(random.nextInt(4) == 0);
                        return node(depth - 1);
                    }));
                case 3 ->
                    script().then(v -> Tasks.withTimeout(Duration.ofSeconds(1 + random.nextInt(6)), node(depth - 1)));
                case 4 -> retyped(Tasks.race(node(depth - 1), node(depth - 1)));
                case 5 -> script().await(Tasks.gather(node(depth - 1), node(depth - 1)));
                case 6 ->
                    script().await(Tasks.gatherOutcomes(node(depth - 1), node(depth - 1)))
                            .then(this::unpack);
                default -> script().await(pause()).await(node(depth - 1));
            };
        }

        private Coroutine<Object> body(TaskScope scope, int depth) {
            Script body = script();
            List<Task<Object>> children = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                body.run(() -> children.add(scope.spawn(node(depth - 1))));
            }
            if (random.nextBoolean()) {
                body.await(pause());
            }
            if (random.nextBoolean()) {
                body.then(v -> Tasks.gather(children));
            }
            return body;
        }

        /** Outcomes are heard by whoever asks for them. */
        private Object unpack(Object outcomes) {
            for (Object outcome : (List<?>) outcomes) {
                if (outcome instanceof Outcome.Failed<?> failure) {
                    see(failure.exception());
                } else if (outcome instanceof Outcome.Cancelled<?> ended) {
                    see(ended.exception());
                }
            }
            return "value";
        }

        private Coroutine<Object> leaf() {
            return switch (random.nextInt(4)) {
                case 0 -> pause();
                case 1 ->
                    script().await(pause()).then(v -> {
                        throw failure();
                    });
                case 2 ->
                    script().await(pause()).rescue(e -> {
                        throw failure();
                    });
                default -> script().await(pause()).lastly(v -> Tasks.shield(pause()));
            };
        }

        private static Coroutine<Object> retyped(Coroutine<Object> coroutine) {
            return coroutine;
        }

        private void see(Throwable failure) {
            if (failure != null && seen.add(failure)) {
                see(failure.getCause());
                for (Throwable suppressed : failure.getSuppressed()) {
                    see(suppressed);
                }
            }
        }
    }

    @Test
    void everyTaskEndsAndNoFailureIsLost() {
        int failed = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Tree tree = new Tree(seed);
            boolean cancelled = tree.random.nextBoolean();
            VirtualTime.Builder builder = VirtualTime.builder()
                    .timeLimit(Duration.ofHours(1))
                    .exceptionHandler((task, failure) -> tree.see(failure));
            // A quarter first come, first served.
            try (VirtualTime time =
                    seed % 4 == 0 ? builder.build() : builder.seed(seed).build()) {
                time.loop()
                        .runUntilDone(script().then(v -> {
                                    Task<Object> root = spawn(tree.node(4));
                                    if (cancelled) {
                                        spawn(script().await(tree.pause()).run(root::cancel));
                                    }
                                    return script().await(root).rescue(e -> {
                                        assertEnds((Throwable) e);
                                        tree.see((Throwable) e);
                                        return null;
                                    });
                                })
                                .await(sleep(Duration.ofSeconds(4)))
                                .run(() -> assertEquals(
                                        1, EventLoop.current().tasks().size())));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
            assertTrue(tree.seen.containsAll(tree.thrown), "seed " + seed + ": " + tree.thrown + " but " + tree.seen);
            failed += tree.thrown.size();
        }
        assertTrue(failed > SEEDS / 2, failed + " failures");
    }

    private static void assertEnds(Throwable failure) {
        assertTrue(
                failure instanceof IOException
                        || failure instanceof TimeoutException
                        || failure instanceof CancellationException,
                failure::toString);
    }
}
