// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import dev.heddle.AsyncCloseable;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.Deferred;
import dev.heddle.internal.CompletedCoroutine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What woven code calls where the source says {@code await}. */
public final class Awaits {

    /** What a body returns instead of its value when it has to wait. */
    public static final Object SUSPENDED = new Suspended();

    /**
     * How much of the Java stack coroutines that await each other may take, in words of interpreter frames, before the next is started by the driver instead: some 300 to 500
     * of them, in a quarter of the smallest default stack. The driver starts and resumes with it, each body takes off what it needs itself, and gives what is left to those that it
     * calls; one that gets less than it needs does not begin. Woven code has the number in it.
     */
    public static final int ROOM = 16_384;

    /** How often a loop may await what is ready before its strand yields: the loop of others pays some 20 ns for a yield, so this adds 0.02 ns to an await. */
    public static final int BUDGET = 1_024;

    /** What a coroutine that the runtime awaits takes on the Java stack besides its body. */
    private static final int OWN_ROOM = 48;

    private static final int NO_ROOM = -1;

    private Awaits() {}

    // Each of the following has at most 35 bytes of bytecode: the JIT then inlines it whether or not it has seen it run
    // often. On that it depends whether the frame of a coroutine that does not suspend ever exists.

    /**
     * Awaits. A completed awaitable costs a comparison or two of its class, in the order of what is most common; none of them asks for an interface, which is slow on JDK 17
     * when it fails.
     *
     * @param awaitable what to wait for
     * @param strand who waits
     * @param room how much of the Java stack is left
     * @return the value, or {@link #SUSPENDED}
     * @throws Throwable the awaitable's failure
     */
    public static @Nullable Object await(@Nullable Awaitable<?> awaitable, Strand<?> strand, int room)
            throws Throwable {
        if (awaitable instanceof Frame<?> frame) {
            frame.claim();
            return frame.begin(strand, room - OWN_ROOM);
        }
        return awaitReady(awaitable, strand);
    }

    private static @Nullable Object awaitReady(@Nullable Awaitable<?> awaitable, Strand<?> strand) {
        if (awaitable instanceof Completion<?> completion) {
            Object value = completion.valueOrPending();
            if (value != Completion.PENDING) {
                return value;
            }
        }
        return awaitOther(awaitable, strand);
    }

    /**
     * Readies what a call has given for being awaited; woven code then calls {@link Frame#begin} on it. The call stands in the woven code, not here, because the JIT profiles
     * receivers by the place of the call: here it would see the coroutines of the whole program, could not tell which one is meant, and every one would be allocated.
     *
     * @param coroutine what to await
     * @param strand who waits
     * @return the coroutine's frame, or one that stands for what has to be done instead
     */
    public static Frame<?> claim(@Nullable Coroutine<?> coroutine, Strand<?> strand) {
        if (coroutine instanceof Frame<?> frame) {
            frame.claim();
            return frame;
        }
        return Detour.around(coroutine, strand);
    }

    /** The rest, kept apart so that the common cases are small enough to be inlined. */
    static @Nullable Object awaitOther(@Nullable Awaitable<?> awaitable, Strand<?> strand) {
        if (awaitable instanceof Completion<?> completion) {
            if (completion.isDone()) {
                return completion.resultNow();
            }
            return suspendOn(completion, strand);
        }
        if (awaitable instanceof CompletedCoroutine<?> completed) {
            return completed.value();
        }
        if (awaitable == null) {
            throw new NullPointerException(
                    "await(null)" + inMethod()
                            + ": the awaitable is null. An @Async method, or a lambda in its place, that has nothing to return ends with return done()");
        }
        if (awaitable instanceof Deferred<?> deferred) {
            return deferred.isDone() ? deferred.resultNow() : DeferredWait.on(deferred, strand);
        }
        throw new IllegalArgumentException(
                awaitable.getClass().getName()
                        + " implements Coroutine by itself, and only Heddle can do that: implement Deferred instead, or return a coroutine that an @Async method made");
    }

    /** Names the method that awaits, or returns, null: it may be one that contains no {@code await}, so that the message alone would tell nothing. */
    private static String inMethod() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::toStackTraceElement)
                        .takeWhile(line -> !line.getClassName().equals(Strand.class.getName()))
                        .filter(line -> !AsyncTrace.isPlumbing(line))
                        .findFirst())
                .map(line -> " in " + line.getClassName() + "." + line.getMethodName() + " (" + line.getFileName() + ":"
                        + line.getLineNumber() + ")")
                .orElse("");
    }

    /**
     * Awaits a stage.
     *
     * @param stage what to wait for
     * @param strand who waits
     * @param room how much of the Java stack is left; a stage has no use for it
     * @return the value, or {@link #SUSPENDED}
     */
    public static @Nullable Object await(@Nullable CompletionStage<?> stage, Strand<?> strand, int room) {
        if (stage instanceof CompletableFuture<?> own) {
            Object value = StageWait.valueOrPending(own);
            if (value != Completion.PENDING) {
                return value;
            }
        }
        return awaitStage(stage, strand);
    }

    private static Object awaitStage(@Nullable CompletionStage<?> stage, Strand<?> strand) {
        if (stage == null) {
            throw new NullPointerException(
                    "await(null)" + inMethod() + ": the CompletionStage is null."
                            + " An @Async method that has nothing to return ends with return CompletableFuture.completedFuture(null)");
        }
        return StageWait.on(stage, strand);
    }

    /**
     * Awaits in a loop: when the budget is used up, the strand yields first.
     *
     * @param awaitable what to wait for
     * @param strand who waits
     * @param room how much of the Java stack is left
     * @param budget how many awaits are left, at least 0
     * @return the value, or {@link #SUSPENDED}
     * @throws Throwable the awaitable's failure
     */
    public static @Nullable Object await(@Nullable Awaitable<?> awaitable, Strand<?> strand, int room, int budget)
            throws Throwable {
        return budget > 0 ? await(awaitable, strand, room) : later(awaitable, strand);
    }

    /**
     * Awaits a stage in a loop.
     *
     * @param stage what to wait for
     * @param strand who waits
     * @param room how much of the Java stack is left
     * @param budget how many awaits are left, at least 0
     * @return the value, or {@link #SUSPENDED}
     */
    public static @Nullable Object await(@Nullable CompletionStage<?> stage, Strand<?> strand, int room, int budget) {
        return budget > 0 ? await(stage, strand, room) : later(stage, strand);
    }

    static Object later(@Nullable Object awaitable, Strand<?> strand) {
        strand.yieldNext();
        strand.signal = awaitable;
        return SUSPENDED;
    }

    /**
     * Gives the room to start a coroutine with in a loop: when the budget is used up, less than any needs, so that its start is put off, and the strand yields before it.
     *
     * @param room how much of the Java stack is left
     * @param budget how many awaits are left, at least 0
     * @param strand who waits
     * @return the room; negative if there is none
     */
    public static int room(int room, int budget, Strand<?> strand) {
        if (budget > 0) {
            return room;
        }
        strand.yieldNext();
        return NO_ROOM;
    }

    /**
     * Gives a resumed body what it waited for.
     *
     * @param strand who waited
     * @return the value
     */
    public static @Nullable Object resumed(Strand<?> strand) {
        Object signal = strand.signal;
        strand.signal = null;
        if (signal instanceof Failure failure) {
            // The driver will see that what the body throws is what it was resumed with.
            strand.signal = failure;
            strand.surface(failure.cause());
            throw failure.rethrow();
        }
        return signal;
    }

    /**
     * Awaits the closing of a resource, shielded from cancellation: what a call of {@code close()} in a coroutine becomes if it turns out to be one that waits.
     *
     * @param resource the resource
     * @param strand who closes it
     * @param room how much of the Java stack is left
     * @return null, or {@link #SUSPENDED}
     * @throws Throwable what closing throws
     */
    public static @Nullable Object close(AsyncCloseable resource, Strand<?> strand, int room) throws Throwable {
        return await(shielded(resource.closeAsync()), strand, room);
    }

    /**
     * Awaits the closing of a resource as {@link #close(AsyncCloseable, Strand, int)} does, where the body that used it has failed.
     *
     * @param resource the resource
     * @param failure how the body has failed; it is thrown on behind the call
     * @param strand who closes it
     * @param room how much of the Java stack is left
     * @return null, or {@link #SUSPENDED}
     * @throws Throwable what closing throws
     */
    public static @Nullable Object close(AsyncCloseable resource, Throwable failure, Strand<?> strand, int room)
            throws Throwable {
        return await(shielded(resource.closeAsync(failure)), strand, room);
    }

    /**
     * Makes a coroutine that awaits another under a shield.
     *
     * @param <T> what it gives
     * @param awaitable what to await
     * @return the coroutine
     */
    public static <T extends @Nullable Object> Coroutine<T> shielded(Awaitable<T> awaitable) {
        return new Shielded<>(awaitable);
    }

    /**
     * Suspends on something of the runtime's own. For coroutines that are written by hand.
     *
     * @param suspension what to wait for
     * @param strand who waits
     * @return {@link #SUSPENDED}
     */
    public static Object suspendOn(Suspension suspension, Strand<?> strand) {
        strand.signal = suspension;
        return SUSPENDED;
    }

    /**
     * Suspends until all strands that are ready have run. For coroutines that are written by hand.
     *
     * @param strand who yields
     * @return {@link #SUSPENDED}
     */
    public static Object requeue(Strand<?> strand) {
        strand.signal = Strand.REQUEUE;
        return SUSPENDED;
    }

    /**
     * Starts a hot coroutine: its body runs until it first has to wait, on the caller's thread.
     *
     * @param <T> what it gives
     * @param frame the coroutine's frame, with its arguments in it
     * @return its future
     */
    public static <T extends @Nullable Object> CompletableFuture<T> start(Frame<T> frame) {
        return HotFuture.start(frame);
    }

    private static final class Suspended {
        @Override
        public String toString() {
            return "SUSPENDED";
        }
    }
}
