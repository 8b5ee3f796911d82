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
 * The inside of a channel: where values and those who wait for each other meet. The latch guards everything.
 *
 * <p>What always holds, apart from waiters that are being cancelled: where a receiver waits nothing is buffered and no sender waits; where a sender waits the buffer is
 * full. So whoever comes need only look at the other side's queue and at the buffer, and nobody can jump the queue.
 *
 * @param <T> the type of the elements
 */
abstract class Exchange<T> extends Latch {

    private static final AtomicLong NUMBERS = new AtomicLong();

    /** For the next one who waits: only there where the loop has woken the last one itself. */
    @Nullable
    SendPlace<T> spareSender;

    @Nullable
    ReceivePlace<T> spareReceiver;

    final Buffer<T> buffer;
    final WaitQueue receivers = new WaitQueue();
    final WaitQueue senders = new WaitQueue();
    private final WaitQueue joiners = new WaitQueue();

    private boolean closed;
    private boolean abandoned;
    private @Nullable Throwable cause;
    private long unfinished;
    private int handles;

    /** Who is to be woken once the latch is open, because waking it may run other code; one at most, since an operation serves one at most. */
    @Nullable
    Waiter late;

    @Nullable
    Object lateOutcome;

    private final long number = NUMBERS.getAndIncrement();

    Exchange(Buffer<T> buffer) {
        this.buffer = buffer;
    }

    final @Nullable Object send(T value, Strand<?> strand) {
        SendPlace<T> place = null;
        latch();
        try {
            if (!give(value)) {
                place = spareSender == null ? new SendPlace<>(this) : spareSender;
                spareSender = null;
                place.value = value;
            }
        } finally {
            unlatchAndWake();
        }
        return place == null ? null : Awaits.suspendOn(place, strand);
    }

    final Object receive(Strand<?> strand) {
        T value;
        ReceivePlace<T> place = null;
        latch();
        try {
            value = take();
            if (value == null) {
                place = spareReceiver;
                spareReceiver = null;
            }
        } finally {
            unlatchAndWake();
        }
        return value != null ? value : Awaits.suspendOn(place == null ? new ReceivePlace<>(this) : place, strand);
    }

    final boolean sendNow(T value) {
        latch();
        try {
            return give(value);
        } finally {
            unlatchAndWake();
        }
    }

    final @Nullable T receiveNow() {
        latch();
        try {
            return take();
        } finally {
            unlatchAndWake();
        }
    }

    /** Hands a value to the first receiver, or buffers it. Says false if the sender has to wait. Holding the latch. */
    @SuppressWarnings("unchecked") // only receivers of this channel queue there
    final boolean give(T value) {
        if (closed || abandoned) {
            throw sendRefused();
        }
        ReceivePlace<T> receiver = (ReceivePlace<T>) receivers.claimFirst();
        if (receiver != null) {
            unfinished++;
            Object outcome = receiver.received(value);
            if (receiver.isHere()) {
                receiver.complete(outcome);
                receiver.recycle();
            } else {
                late = receiver;
                lateOutcome = outcome;
            }
            return true;
        }
        Buffer.Offer offer = buffer.offer(value);
        if (offer == Buffer.Offer.ADDED) {
            unfinished++;
        }
        return offer != Buffer.Offer.FULL;
    }

    /** Takes the next value, and has the first sender follow up. Gives null if the receiver has to wait. Holding the latch. */
    @SuppressWarnings("unchecked") // only senders of this channel queue there
    final @Nullable T take() {
        T value = buffer.poll();
        SendPlace<T> sender = (SendPlace<T>) senders.claimFirst();
        if (sender != null && sender.value != null) {
            unfinished++;
            T sent = sender.value;
            if (value == null) {
                value = sent;
                wakeSender(sender, null);
            } else {
                wakeSender(sender, buffered(sent));
            }
        }
        if (value == null && (closed || abandoned)) {
            throw receiveRefused();
        }
        return value;
    }

    /** Gives null, or the failure of a comparator: which is its sender's, not the receiver's. */
    private @Nullable Failure buffered(T value) {
        try {
            var unused = buffer.offer(value);
            return null;
        } catch (RuntimeException failure) {
            unfinished--;
            return Failure.of(failure);
        }
    }

    private void wakeSender(SendPlace<T> sender, @Nullable Object outcome) {
        if (sender.isHere()) {
            sender.complete(outcome);
            sender.recycle();
        } else {
            late = sender;
            lateOutcome = outcome;
        }
    }

    final void unlatchAndWake() {
        Waiter woken = late;
        if (woken == null) {
            unlatch();
            return;
        }
        Object outcome = lateOutcome;
        late = null;
        lateOutcome = null;
        unlatch();
        woken.complete(outcome);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // places are this channel's; one that waits to send has its value
    final void queue(Place place, Strand<?> strand) {
        Object outcome = null;
        boolean served = true;
        latch();
        try {
            if (place instanceof SendPlace<?> sending) {
                served = give((T) sending.value);
                if (!served) {
                    place.join(senders, strand);
                }
            } else if (place instanceof ReceivePlace<?> receiving) {
                T value = take();
                served = value != null;
                if (served) {
                    outcome = ((ReceivePlace<T>) receiving).received(value);
                } else {
                    place.join(receivers, strand);
                }
            } else {
                served = unfinished == 0;
                if (!served) {
                    place.join(joiners, strand);
                }
            }
        } catch (ChannelException refusal) {
            outcome = place instanceof ReceivePlace<?> receiving ? receiving.refused(refusal) : Failure.of(refusal);
        } finally {
            unlatchAndWake();
        }
        if (served) {
            place.serve(strand, outcome);
        }
    }

    @Override
    final void leave(Place place, Strand<?> strand) {
        withdraw(place);
    }

    /** Takes a place out of its queue, if it is still there. */
    final void withdraw(Place place) {
        latch();
        if (!senders.remove(place) && !receivers.remove(place)) {
            joiners.remove(place);
        }
        unlatch();
    }

    /** Ends the sending side. */
    final void end(@Nullable Throwable why) {
        WaitQueue refusedSenders = new WaitQueue();
        WaitQueue refusedReceivers = new WaitQueue();
        latch();
        if (!closed && !abandoned) {
            closed = true;
            cause = why;
            senders.claimAll(refusedSenders);
            receivers.claimAll(refusedReceivers);
        }
        unlatch();
        refuse(refusedSenders, refusedReceivers);
    }

    /** Ends the receiving side, and gives what is left. */
    final List<T> drop() {
        WaitQueue refusedSenders = new WaitQueue();
        WaitQueue refusedReceivers = new WaitQueue();
        WaitQueue joined = new WaitQueue();
        List<T> left = new ArrayList<>();
        latch();
        abandoned = true;
        for (T value = buffer.poll(); value != null; value = buffer.poll()) {
            left.add(value);
        }
        senders.claimAll(refusedSenders);
        receivers.claimAll(refusedReceivers);
        unfinished -= left.size();
        if (unfinished == 0) {
            joiners.claimAll(joined);
        }
        unlatch();
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

    private ChannelException sendRefused() {
        return abandoned
                ? new ChannelException.Broken()
                : new ChannelException.Closed("Nothing can be sent: the channel was closed");
    }

    private ChannelException receiveRefused() {
        return abandoned
                ? new ChannelException.Closed("Nothing can be received: the channel was abandoned")
                : new ChannelException.Ended(cause);
    }

    /** Counts a value as done with. */
    final void finishOne() {
        WaitQueue joined = new WaitQueue();
        latch();
        boolean tooMany = unfinished == 0;
        if (!tooMany && --unfinished == 0) {
            joiners.claimAll(joined);
        }
        unlatch();
        if (tooMany) {
            throw new IllegalStateException("taskDone() was called more often than values were sent");
        }
        joined.completeAll(null);
    }

    final @Nullable Object join(Strand<?> strand) {
        latch();
        boolean done = unfinished == 0;
        unlatch();
        return done ? null : Awaits.suspendOn(new Place(this), strand);
    }

    /** The order in which latches are taken where that takes several. */
    final long number() {
        return number;
    }

    final void openSender() {
        latch();
        handles++;
        unlatch();
    }

    final void closeSender() {
        latch();
        boolean last = --handles == 0;
        unlatch();
        if (last) {
            end(null);
        }
    }

    final int count() {
        latch();
        int size = buffer.size();
        unlatch();
        return size;
    }

    final boolean isOver() {
        latch();
        boolean over = closed || abandoned;
        unlatch();
        return over;
    }
}
