// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The inside of a channel: how values are sent, received and waited for, with the latch that guards all of it.
 *
 * @param <T> the type of the elements
 */
abstract class Exchange<T> extends Matching<T> {

    private static final AtomicLong NUMBERS = new AtomicLong();

    /** One more than the JIT compilers expand (MaxRecursiveInlineLevel is 1). */
    private static final int RECURSIONS = 2;

    final Spares<T> spares = new Spares<>(this);
    private final long number = NUMBERS.getAndIncrement();

    Exchange(Buffer<T> buffer, boolean shared) {
        super(buffer, shared);
    }

    // Whoever has to wait looks again when its Java stack has unwound, and takes the latch then. So a look beforehand
    // needs none: what this thread has done it sees, and what another does at this very moment might as well come
    // later.

    /** Sends, or has the strand wait. What stands here should be taken into the coroutine that sends, and is small enough for that; the rest goes apart. */
    final @Nullable Object send(T value, Strand<?> strand) {
        return isConfinedTo(strand) && (ring.putAmid(value) || handOver(value))
                ? counted()
                : sendApart(value, strand, RECURSIONS);
    }

    /**
     * Does as {@link #sendOrWait}, and calls it in the machine code too. If C2 took all of it into {@link ChannelCoroutine.Send#attempt} that could have more than 2,500 bytes, depending on which method
     * is compiled first, and what has so many is taken into no other method; then every send would be allocated. C2 takes a method into itself once, so the call that is left here stays a call.
     */
    private @Nullable Object sendApart(T value, Strand<?> strand, int recursions) {
        return recursions > 0 ? sendApart(value, strand, recursions - 1) : sendOrWait(value, strand);
    }

    private @Nullable Object sendOrWait(T value, Strand<?> strand) {
        check(strand);
        if ((!buffer.isFull() || !receivers.isEmpty() || isOver()) && sendNow(value)) {
            return null;
        }
        SendPlace<T> place = spares.sender(strand);
        place.value = value;
        return Awaits.suspendOn(place, strand);
    }

    /**
     * Hands a value to the first receiver of a channel that belongs to the caller's loop: so its strand is {@linkplain Waiter#isHere here}, and there is no latch. Says false if nobody waits, or who does
     * was cancelled, or is not of the plain kind: so all that this calls is known, and small.
     */
    @SuppressWarnings("unchecked") // only receivers of this channel queue there
    private boolean handOver(T value) {
        Waiter first = receivers.first();
        if (first == null || first.getClass() != ReceivePlace.class) {
            return false;
        }
        receivers.removeFirst(first);
        if (!first.claim(true)) {
            return false;
        }
        ReceivePlace<T> receiver = (ReceivePlace<T>) first;
        receiver.completeHere(value);
        receiver.recycle();
        return true;
    }

    final Object receive(Strand<?> strand) {
        T value = receiveIfThere(strand);
        return value != null ? value : Awaits.suspendOn(spares.receiver(strand), strand);
    }

    /** Does as {@link #receiveNow}, without the latch if there is nothing. */
    final @Nullable T receiveIfThere(Strand<?> strand) {
        T value = isConfinedTo(strand) ? ring.takeAmid() : null;
        return value != null ? value : receiveIfServed(strand);
    }

    private @Nullable T receiveIfServed(Strand<?> strand) {
        check(strand);
        return buffer.size() == 0 && senders.isEmpty() && !isOver() ? null : receiveNow();
    }

    final boolean sendNow(T value) {
        guard();
        if (ring.putAmid(value)) {
            count();
            exit();
            return true;
        }
        try {
            return give(value);
        } finally {
            exitAndWake();
        }
    }

    final @Nullable T receiveNow() {
        guard();
        T next = ring.takeAmid();
        if (next != null) {
            exit();
            return next;
        }
        try {
            return take();
        } finally {
            exitAndWake();
        }
    }

    @SuppressWarnings("NullAway") // one that waits to send has its value
    final void queueSender(SendPlace<T> place, Strand<?> strand) {
        Object outcome = null;
        boolean served = true;
        guard();
        try {
            served = give(place.value);
            if (!served) {
                place.join(senders, strand);
            }
        } catch (RuntimeException refusal) {
            outcome = Failure.of(refusal);
        } finally {
            exitAndWake();
        }
        if (served) {
            place.serve(strand, outcome);
        }
    }

    final void queueReceiver(ReceivePlace<T> place, Strand<?> strand) {
        Object outcome = null;
        guard();
        if (buffer.size() == 0 && senders.isEmpty() && !isOver()) {
            place.join(receivers, strand);
            exit();
            return;
        }
        try {
            T value = take();
            if (value == null) {
                place.join(receivers, strand);
            } else {
                outcome = place.received(value);
            }
        } catch (ChannelException refusal) {
            outcome = place.refused(refusal);
        } finally {
            exitAndWake();
        }
        if (outcome != null) {
            place.serve(strand, outcome);
        }
    }

    /** Queues up who {@linkplain #join joins}. */
    @Override
    final void queue(Place place, Strand<?> strand) {
        guard();
        boolean served = joinOr(place, strand);
        exit();
        if (served) {
            place.serve(strand, null);
        }
    }

    @Override
    final void leave(Place place, Strand<?> strand) {
        withdraw(place);
        spares.drop(place, strand);
    }

    /** Takes a place out of its queue, if it is still there. */
    final void withdraw(Place place) {
        guard();
        if (!senders.remove(place) && !receivers.remove(place)) {
            removeJoiner(place);
        }
        exit();
    }

    /** Whether a receiver waits at its place. */
    final boolean isReceiving(ReceivePlace<T> place) {
        guard();
        boolean queued = place.isIn(receivers);
        exit();
        return queued;
    }

    /** Ends the sending side. */
    final void end(@Nullable Throwable why) {
        WaitQueue refusedSenders = new WaitQueue();
        WaitQueue refusedReceivers = new WaitQueue();
        guard();
        if (!isOver()) {
            setClosed(why);
            ring.seal();
            senders.claimAll(refusedSenders);
            receivers.claimAll(refusedReceivers);
        }
        exit();
        refuse(refusedSenders, refusedReceivers);
    }

    /** Ends the receiving side, and gives what is left. */
    final List<T> drop() {
        WaitQueue refusedSenders = new WaitQueue();
        WaitQueue refusedReceivers = new WaitQueue();
        WaitQueue joined = new WaitQueue();
        List<T> left = new ArrayList<>();
        guard();
        setAbandoned();
        ring.seal();
        for (T value = buffer.poll(); value != null; value = buffer.poll()) {
            left.add(value);
        }
        senders.claimAll(refusedSenders);
        receivers.claimAll(refusedReceivers);
        uncount(left.size(), joined);
        exit();
        refuse(refusedSenders, refusedReceivers);
        joined.completeAll(null);
        return left;
    }

    private void refuse(WaitQueue refusedSenders, WaitQueue refusedReceivers) {
        refusedSenders.completeAll(Failure.of(sendRefused()));
        for (Waiter waiter = refusedReceivers.first(); waiter != null; waiter = refusedReceivers.first()) {
            refusedReceivers.completeFirst(((ReceivePlace<?>) waiter).refused(receiveRefused()));
        }
    }

    /** The order in which latches are taken where that takes several. */
    final long number() {
        return number;
    }

    final int held() {
        guard();
        int size = buffer.size();
        exit();
        return size;
    }
}
