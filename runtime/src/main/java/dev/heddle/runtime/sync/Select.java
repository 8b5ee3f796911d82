// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Coroutine;
import dev.heddle.Deferred;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for whichever comes first of several things, and does that one alone: of a send or receive that did not win nothing has happened.
 *
 * <pre>{@code
 * String next = await(new Select<String>()
 *         .receive(orders, order -> "order " + order)
 *         .send(reports, report, () -> "reported")
 *         .await(shutdown, reason -> "shut down: " + reason)
 *         .after(Duration.ofSeconds(30), () -> "idle")
 *         .first());
 * }</pre>
 *
 * <p>Of several that are ready at once the one that was named first wins; after {@link #fairly} each has the same chance. If none is ready, the first that becomes so
 * wins, whatever their order; at a channel the selection queues with all others. A handler is called in the task that awaits, after the choice is made, and makes the
 * result of the value; what it throws is thrown at the await. A channel that is closed counts as ready, for a receive or a send there would not wait, and fails as they do;
 * where the end is expected, {@link #receive(Channel, Function, Supplier)} takes it for a value.
 *
 * <p>A selection is made by one task and used once. The channels may be used by any threads.
 *
 * @param <R> the type of the result
 */
public final class Select<R extends @Nullable Object> {

    private final List<SelectCase<R>> cases = new ArrayList<>();
    private @Nullable Supplier<? extends R> otherwise;
    private @Nullable Random random;

    /** Makes a selection that has nothing to choose from yet. */
    public Select() {}

    /**
     * Adds the receipt of a value.
     *
     * @param <T> the type of the value
     * @param channel where to receive
     * @param handler makes the result of the value
     * @return this
     */
    public <T> Select<R> receive(Channel<T> channel, Function<? super T, ? extends R> handler) {
        cases.add(new SelectCase.Receive<>(channel, Objects.requireNonNull(handler, "handler"), null));
        return this;
    }

    /**
     * Adds the receipt of a value, or of the channel's normal end.
     *
     * @param <T> the type of the value
     * @param channel where to receive
     * @param handler makes the result of the value
     * @param atEnd makes the result if the channel was closed, and nothing is left in it
     * @return this
     */
    public <T> Select<R> receive(
            Channel<T> channel, Function<? super T, ? extends R> handler, Supplier<? extends R> atEnd) {
        cases.add(new SelectCase.Receive<>(
                channel, Objects.requireNonNull(handler, "handler"), Objects.requireNonNull(atEnd, "atEnd")));
        return this;
    }

    /**
     * Adds the sending of a value.
     *
     * @param <T> the type of the value
     * @param channel where to send
     * @param value what to send
     * @param handler makes the result when the value has been taken
     * @return this
     */
    public <T> Select<R> send(Channel<T> channel, T value, Supplier<? extends R> handler) {
        cases.add(new SelectCase.Send<>(
                channel, Objects.requireNonNull(value, "value"), Objects.requireNonNull(handler, "handler")));
        return this;
    }

    /**
     * Adds a wait for a task, a promise or another deferred. It is never cancelled; what it fails with, if it wins, is thrown at the await.
     *
     * @param <T> the type of its value
     * @param deferred what to wait for
     * @param handler makes the result of the value
     * @return this
     */
    public <T extends @Nullable Object> Select<R> await(
            Deferred<T> deferred, Function<? super T, ? extends R> handler) {
        cases.add(new SelectCase.Await<>(
                Objects.requireNonNull(deferred, "deferred"), Objects.requireNonNull(handler, "handler")));
        return this;
    }

    /**
     * Adds a time limit.
     *
     * @param time how long to wait for the others, counted from the await; 0 or less wins, in its turn, if nothing named before it is ready
     * @param handler makes the result when the time has passed
     * @return this
     */
    public Select<R> after(Duration time, Supplier<? extends R> handler) {
        cases.add(new SelectCase.After<>(
                Objects.requireNonNull(time, "time"), Objects.requireNonNull(handler, "handler")));
        return this;
    }

    /**
     * Says what to do if nothing is ready: the selection then does not wait.
     *
     * @param handler makes the result
     * @return this
     */
    public Select<R> otherwise(Supplier<? extends R> handler) {
        otherwise = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /**
     * Has chance decide between several that are ready at once, so that a busy channel can't keep the others from their turn.
     *
     * @param source where the chance comes from; with a known seed a run can be repeated
     * @return this
     */
    public Select<R> fairly(Random source) {
        random = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * Makes the choice.
     *
     * @return a coroutine that gives the winner's result
     * @throws IllegalStateException if there is nothing to choose from
     */
    public Coroutine<R> first() {
        if (cases.isEmpty() && otherwise == null) {
            throw new IllegalStateException("A selection needs something to choose from, or would wait for ever");
        }
        List<SelectCase<R>> order = new ArrayList<>(cases);
        if (random != null) {
            Collections.shuffle(order, random);
        }
        return new Selection<>(order, otherwise);
    }
}
