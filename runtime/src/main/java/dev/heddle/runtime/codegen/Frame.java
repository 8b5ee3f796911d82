// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import dev.heddle.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * The state of a coroutine while it does not run. Each woven method has a subclass with the fields that its variables need; a few coroutines of the runtime are written
 * as subclasses by hand.
 *
 * <pre>
 *              claim                 resume                     suspend(k)
 *   FRESH 0 ------------> CLAIMED -1 --------> RUNNING 1 ---------------------> suspended at point k: -1 - k
 *   (made by the stub)       ^                    ^                                   |
 *                            |                    +----------- resume ----------------+
 *             (made for a start that the stack is too deep for)
 * </pre>
 *
 * A frame that a body makes only when it suspends starts out FRESH and is suspended at once. A frame is confined to its strand.
 *
 * <p>The fields of frames that are often awaited at once should not be final: the barrier behind a constructor that sets such fields keeps the JIT of JDK 25 from seeing that
 * the frame is FRESH, and so from doing without it.
 *
 * @param <T> what the coroutine gives
 */
public abstract class Frame<T extends @Nullable Object> implements Coroutine<T> {

    /** Nobody has awaited, spawned or run the coroutine. */
    public static final int FRESH = 0;

    /** Somebody will start the coroutine: no one else may. */
    public static final int CLAIMED = -1;

    /** The coroutine runs, or is over. */
    public static final int RUNNING = 1;

    /** See the diagram. Woven code reads and writes it. */
    public int state;

    /** Who awaits this coroutine in the same strand; null for the outermost, and while it is not suspended. */
    @Nullable
    Frame<?> parent;

    /** For woven code and the runtime's own coroutines. */
    @SuppressWarnings("this-escape") // only into a weak reference, and only to be asked for its class
    protected Frame() {
        if (Origins.TRACKED) {
            Origins.made(this);
        }
    }

    /**
     * Starts the coroutine, which is {@link #CLAIMED}. Woven frames override it, and call the body; the others are started by {@link #resume}.
     *
     * @param strand the strand that it runs in
     * @param room how much of the Java stack is left, in the transformer's units; where it is negative, the start is left to the driver
     * @return the coroutine's value, or {@link Awaits#SUSPENDED}
     * @throws Throwable the coroutine's failure
     */
    public @Nullable Object begin(Strand<?> strand, int room) throws Throwable {
        return room < 0 ? startLater(strand) : resume(strand, room);
    }

    /**
     * Goes on where the coroutine was suspended, with the signal that {@link Awaits#resumed} gives. Woven frames override it if there is a place where they can be
     * suspended; those that are written by hand start here as well, when they are {@link #CLAIMED}.
     *
     * @param strand the strand that it runs in
     * @param room how much of the Java stack is left, in the transformer's units; {@link Awaits#ROOM} when called by the driver
     * @return the coroutine's value, or {@link Awaits#SUSPENDED}
     * @throws Throwable the coroutine's failure
     */
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        throw corrupted();
    }

    /**
     * Reads what going on will need, and changes nothing. A queue calls it for several strands in a row before their steps, so that the processor fetches what they need from
     * memory for all of them at once: see {@link ReadyQueue#touch}. Frames that are written by hand, and need what lies elsewhere, override it.
     *
     * @return any sum of what was read, so that the JIT does not leave out the reading
     */
    protected int touch() {
        Frame<?> outer = parent;
        return outer == null ? state : state + outer.state;
    }

    /**
     * Takes the right to start the coroutine.
     *
     * @throws IllegalStateException if somebody else has it
     */
    public final void claim() {
        if (state == FRESH) {
            state = CLAIMED;
        } else {
            // Nothing is written where this returns: threads that share the frame would contend for it.
            usedAgain();
        }
        if (Origins.TRACKED) {
            Origins.used(this);
        }
    }

    /**
     * Refuses a second use. A coroutine that keeps no state, and so may be shared by all threads, lets it pass instead: see {@link Instant}.
     *
     * @throws IllegalStateException unless the coroutine may be used again
     */
    protected void usedAgain() {
        throw Frames.usedTwice(this);
    }

    /**
     * Records that the coroutine is suspended and links it to the frames inside it. The last thing that a body does before it returns.
     *
     * @param strand the strand that it runs in
     * @param point the state that tells where to go on, {@code -1 - k} for the k-th point
     * @return {@link Awaits#SUSPENDED}, for the body to return
     */
    public final Object suspend(Strand<?> strand, int point) {
        if (Origins.TRACKED) {
            Origins.used(this);
        }
        state = point;
        Frame<?> inner = strand.outermost;
        if (inner == null) {
            strand.leaf = this;
        } else {
            inner.parent = this;
        }
        strand.outermost = this;
        return Awaits.SUSPENDED;
    }

    /**
     * Has the coroutine started by the driver, because the Java stack is too deep or the budget of who awaits it is used up. Nobody else may start it.
     *
     * @param strand the strand that it runs in
     * @return {@link Awaits#SUSPENDED}, for the body to return
     */
    public final Object startLater(Strand<?> strand) {
        if (Origins.TRACKED) {
            Origins.used(this);
        }
        state = CLAIMED;
        strand.leaf = this;
        strand.outermost = this;
        strand.signal = Strand.START;
        return Awaits.SUSPENDED;
    }

    /**
     * Refuses to resume a frame whose state names no suspension point.
     *
     * @return the exception to throw, an {@link IllegalStateException}; declared as what the verifier has loaded already when it meets the throw
     */
    public final RuntimeException corrupted() {
        return new IllegalStateException("Coroutine " + Frames.name(this) + " can't be resumed in state " + state
                + ": its class and its frame were not woven together. Build the project from clean");
    }

    @Override
    public String toString() {
        return Frames.describe(this);
    }
}
