// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What of a channel is done while its latch is held: values, and those who wait for each other, are brought together.
 *
 * <p>What always holds, apart from waiters that are being cancelled: where a receiver waits nothing is buffered and no sender waits; where a sender waits the buffer is
 * full. So whoever comes need only look at the other side's queue and at the buffer, and nobody can jump the queue.
 *
 * @param <T> the type of the elements
 */
abstract class Matching<T> extends Tally {

    final Buffer<T> buffer;
    final WaitQueue receivers = new WaitQueue();
    final WaitQueue senders = new WaitQueue();

    /** Who is to be woken once the latch is open, because waking it may run other code; one at most, since an operation serves one at most. */
    @Nullable
    Waiter late;

    @Nullable
    Object lateOutcome;

    /** The buffer, if it is a ring. Where that is neither empty nor full nobody waits, so values come and go with no look at the queues. */
    final Buffer.Ring<T> ring;

    Matching(Buffer<T> buffer, boolean shared) {
        super(shared);
        this.buffer = buffer;
        this.ring = buffer instanceof Buffer.Ring<T> own ? own : new Buffer.Ring<>(0);
    }

    /** Hands a value to the first receiver, or buffers it. Says false if the sender has to wait. Holding the latch. */
    @SuppressWarnings("unchecked") // only receivers of this channel queue there
    final boolean give(T value) {
        if (isOver()) {
            throw sendRefused();
        }
        ReceivePlace<T> receiver = (ReceivePlace<T>) receivers.claimFirst();
        if (receiver != null) {
            count();
            Object outcome = receiver.received(value);
            if (receiver.isHere()) {
                receiver.completeHere(outcome);
                receiver.recycle();
            } else {
                late = receiver;
                lateOutcome = outcome;
            }
            return true;
        }
        Buffer.Offer offer = buffer.offer(value);
        if (offer == Buffer.Offer.ADDED) {
            count();
        }
        return offer != Buffer.Offer.FULL;
    }

    /** Takes the next value, and has the first sender follow up. Gives null if the receiver has to wait. Holding the latch. */
    @SuppressWarnings("unchecked") // only senders of this channel queue there
    final @Nullable T take() {
        T value = buffer.poll();
        SendPlace<T> sender = (SendPlace<T>) senders.claimFirst();
        if (sender != null && sender.value != null) {
            T sent = sender.value;
            Failure failure = value == null ? null : buffered(sent);
            if (failure == null) {
                count();
            }
            value = value == null ? sent : value;
            wakeSender(sender, failure);
        }
        if (value == null && isOver()) {
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
            return Failure.of(failure);
        }
    }

    private void wakeSender(SendPlace<T> sender, @Nullable Object outcome) {
        if (sender.isHere()) {
            sender.completeHere(outcome);
            sender.recycle();
        } else {
            late = sender;
            lateOutcome = outcome;
        }
    }

    final void exitAndWake() {
        Waiter woken = late;
        if (woken == null) {
            exit();
            return;
        }
        Object outcome = lateOutcome;
        late = null;
        lateOutcome = null;
        exit();
        woken.complete(outcome);
    }
}
