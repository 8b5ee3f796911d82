// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import dev.heddle.AsyncCloseable;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.Deferred;
import dev.heddle.Registration;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What tortured code calls. One run at a time, on one thread; another thread may {@link #stop} it, and ends some waits. */
public final class Points {

    /** How often a place waits at each visit as chance has it; from then on it does so more and more rarely, as some libraries have loops of millions of turns. */
    private static final int FREE_VISITS = 64;

    private static final int OTHER_THREAD_EVERY = 16;
    private static final long MOST_SECONDS = 20;
    private static final ExecutorService OTHER_THREAD = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "torture-other");
        thread.setDaemon(true);
        return thread;
    });

    private static long seed;
    private static final List<String> names = new ArrayList<>();
    private static int[] visits = new int[1024];
    private static volatile String broken;

    /** How many awaits were made in this run, and how many of them waited. */
    private static long awaits;

    private static long suspensions;

    /** How many of those were ended by another thread. */
    private static long handedOver;

    private static long runs;

    private Points() {}

    static void reset(long newSeed) {
        seed = newSeed;
        broken = null;
        names.clear();
        Arrays.fill(visits, 0);
        awaits = 0;
        suspensions = 0;
        handedOver = 0;
        runs = 0;
    }

    static long awaits() {
        return awaits;
    }

    static long suspensions() {
        return suspensions;
    }

    static long handedOver() {
        return handedOver;
    }

    /** Says what went wrong in the run that is over, or null. */
    static String broken() {
        return broken;
    }

    static TortureError broken(String how) {
        if (broken == null) {
            broken = how;
        }
        return new TortureError(how);
    }

    /** Has the run end at its next point. From any thread. */
    static void stop(String why) {
        broken = why;
    }

    /** Gives a place its number. */
    static synchronized int register(String name) {
        names.add(name);
        if (names.size() > visits.length) {
            visits = Arrays.copyOf(visits, 2 * visits.length);
        }
        return names.size() - 1;
    }

    private static boolean suspends(int id) {
        if (broken != null) {
            throw new TortureError(broken);
        }
        awaits++;
        int visit = visits[id]++;
        long chance = Dice.mix(seed ^ Dice.mix(names.get(id).hashCode() * 31L + visit));
        int rarity = visit < FREE_VISITS ? 3 : Math.min(4096, visit / (FREE_VISITS / 4));
        boolean suspends = (chance >>> 8) % rarity == 0;
        if (suspends) {
            suspensions++;
        }
        return suspends;
    }

    /** Ends a wait: as a rule on this thread, now and then on another, for which this one waits so that a run can be repeated. */
    private static void end(Runnable action) {
        if (Dice.mix(seed ^ suspensions * 31) % OTHER_THREAD_EVERY != 0) {
            action.run();
            return;
        }
        handedOver++;
        try {
            OTHER_THREAD.submit(action).get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw broken("ending a wait from another thread: " + e);
        }
    }

    /** An awaitable that is there, or comes soon. */
    public static Awaitable<Object> point(int id) {
        return new Later(null, suspends(id));
    }

    /** The same as a stage. */
    public static CompletionStage<Object> stage(int id) {
        CompletableFuture<Object> future = new CompletableFuture<>();
        if (suspends(id)) {
            NestedDispatcher.current().later(() -> end(() -> future.complete(null)));
        } else {
            future.complete(null);
        }
        return future;
    }

    /** An awaitable that fails. */
    public static Awaitable<Object> failing(int id) {
        return new Later(new IllegalMonitorStateException("to be caught"), suspends(id), true);
    }

    /** An awaitable that gives a value back. */
    public static Awaitable<Object> echo(int value, int id) {
        return new Later(value, suspends(id));
    }

    public static Awaitable<Object> echo(long value, int id) {
        return new Later(value, suspends(id));
    }

    public static Awaitable<Object> echo(float value, int id) {
        return new Later(value, suspends(id));
    }

    public static Awaitable<Object> echo(double value, int id) {
        return new Later(value, suspends(id));
    }

    public static Awaitable<Object> echo(Object value, int id) {
        return new Later(value, suspends(id));
    }

    /** Something that is closed by a call of {@code close()}, which turns out to be awaited or not. */
    public static AutoCloseable resource(int id) {
        boolean suspends = suspends(id);
        return suspends ? new SlowResource() : () -> {};
    }

    /** Runs a coroutine to its end: what is left of a method that has become one. */
    @SuppressWarnings("unchecked")
    public static Object run(Coroutine<?> coroutine) throws Throwable {
        NestedDispatcher dispatcher = NestedDispatcher.current();
        boolean deep = Dice.mix(seed ^ ++runs) % 4 == 0;
        Frame<Object> root = deep ? new Deep(coroutine) : (Frame<Object>) coroutine;
        NestedDispatcher.NestedStrand<Object> strand = dispatcher.start(root);
        while (!strand.isDone()) {
            turn(dispatcher, coroutine);
        }
        return strand.resultNow();
    }

    /** The same for one that is hot. */
    public static Object run(CompletionStage<?> stage) throws Throwable {
        NestedDispatcher dispatcher = NestedDispatcher.current();
        CompletableFuture<?> future = stage.toCompletableFuture();
        while (!future.isDone()) {
            turn(dispatcher, stage);
        }
        Throwable failure = future.handle((value, thrown) -> thrown).join();
        if (failure != null) {
            throw failure;
        }
        return future.join();
    }

    private static void turn(NestedDispatcher dispatcher, Object waiting) {
        if (!dispatcher.turn()) {
            throw broken("nothing will ever wake " + waiting);
        }
    }

    /** Is done after all that can run has run, at the earliest. */
    private static final class Later implements Deferred<Object> {

        private final Object value;
        private final boolean fails;
        private boolean done;

        Later(Object value, boolean suspends) {
            this(value, suspends, false);
        }

        Later(Object value, boolean suspends, boolean fails) {
            this.value = value;
            this.fails = fails;
            this.done = !suspends;
        }

        @Override
        public boolean isDone() {
            return done;
        }

        @Override
        public Object resultNow() {
            if (!done) {
                throw broken("asked for its result too early");
            }
            if (fails) {
                throw (RuntimeException) value;
            }
            return value;
        }

        @Override
        public Registration onDone(Runnable callback) {
            NestedDispatcher.current()
                    .later(() -> end(() -> {
                        done = true;
                        callback.run();
                    }));
            return () -> {};
        }
    }

    private static final class SlowResource implements AsyncCloseable {

        @Override
        public Coroutine<Void> closeAsync() {
            return new Closing();
        }

        @Override
        public void close() {
            throw broken("a resource was closed without being awaited");
        }
    }

    /** Starts a coroutine as if the Java stack were all but used up, so that what it calls is started by the driver. */
    private static final class Deep extends Frame<Object> {

        private final Coroutine<?> coroutine;

        Deep(Coroutine<?> coroutine) {
            this.coroutine = coroutine;
        }

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            state = RUNNING;
            return Awaits.await(coroutine, strand, (int) (runs % 256));
        }
    }

    /** Waits once. */
    private static final class Closing extends Frame<Void> {

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            if (state != CLAIMED) {
                return Awaits.resumed(strand);
            }
            state = RUNNING;
            Object result = Awaits.await(new Later(null, true), strand, room);
            return result == Awaits.SUSPENDED ? suspend(strand, -2) : result;
        }
    }
}
