// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Deferred;
import dev.heddle.Registration;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Relay;
import dev.heddle.runtime.codegen.Strand;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that a selection chooses from.
 *
 * @param <R> the type of the selection's result
 */
abstract class SelectCase<R extends @Nullable Object> {

    /** Stands for "not ready". */
    static final Object NOT_YET = new Object();

    SelectCase() {}

    /** What is to be latched while the case is tried and queued up; null if nothing is. */
    @Nullable
    Exchange<?> exchange() {
        return null;
    }

    /** Does it, if it can be done at once, and gives what {@link #result} makes the result of; or else {@link #NOT_YET}. Holding all latches. */
    abstract @Nullable Object attempt();

    /** Queues up, holding all latches. */
    void join(SelectWait wait, Strand<?> strand) {}

    /** Subscribes to what is no channel, holding no latch. */
    void subscribe(SelectWait wait) {}

    /** Takes back what {@link #join} and {@link #subscribe} did, if it has not been done with. From whichever thread the selection's wait ends on. */
    abstract void retire();

    /** Calls the handler. */
    abstract R result(@Nullable Object outcome);

    static final class Receive<T, R extends @Nullable Object> extends SelectCase<R> {

        private final Exchange<T> channel;
        private final Function<? super T, ? extends R> handler;
        private final @Nullable Supplier<? extends R> atEnd;
        private @Nullable SelectReceivePlace<T> place;

        Receive(Exchange<T> channel, Function<? super T, ? extends R> handler, @Nullable Supplier<? extends R> atEnd) {
            this.channel = channel;
            this.handler = handler;
            this.atEnd = atEnd;
        }

        @Override
        Exchange<?> exchange() {
            return channel;
        }

        @Override
        Object attempt() {
            try {
                T value = channel.take();
                return value == null ? NOT_YET : value;
            } catch (ChannelException end) {
                return Failure.of(end);
            }
        }

        @Override
        void join(SelectWait wait, Strand<?> strand) {
            SelectReceivePlace<T> joined = new SelectReceivePlace<>(channel, wait, this);
            place = joined;
            joined.join(channel.receivers, strand);
        }

        @Override
        void retire() {
            SelectReceivePlace<T> joined = place;
            if (joined != null) {
                channel.withdraw(joined);
            }
        }

        @Override
        @SuppressWarnings("unchecked") // a channel of T gives a T
        R result(@Nullable Object outcome) {
            if (outcome instanceof Failure failure) {
                if (atEnd != null && failure.cause() instanceof ChannelException.Ended end && end.getCause() == null) {
                    return atEnd.get();
                }
                throw failure.rethrow();
            }
            return handler.apply((T) outcome);
        }
    }

    static final class Send<T, R extends @Nullable Object> extends SelectCase<R> {

        private final Exchange<T> channel;
        private final T value;
        private final Supplier<? extends R> handler;
        private @Nullable SelectSendPlace<T> place;

        Send(Exchange<T> channel, T value, Supplier<? extends R> handler) {
            this.channel = channel;
            this.value = value;
            this.handler = handler;
        }

        @Override
        Exchange<?> exchange() {
            return channel;
        }

        @Override
        @Nullable
        Object attempt() {
            try {
                return channel.give(value) ? null : NOT_YET;
            } catch (RuntimeException refusal) {
                return Failure.of(refusal);
            }
        }

        @Override
        void join(SelectWait wait, Strand<?> strand) {
            SelectSendPlace<T> joined = new SelectSendPlace<>(channel, wait, this);
            joined.value = value;
            place = joined;
            joined.join(channel.senders, strand);
        }

        @Override
        void retire() {
            SelectSendPlace<T> joined = place;
            if (joined != null) {
                channel.withdraw(joined);
            }
        }

        @Override
        R result(@Nullable Object outcome) {
            if (outcome instanceof Failure failure) {
                throw failure.rethrow();
            }
            return handler.get();
        }
    }

    static final class Await<T extends @Nullable Object, R extends @Nullable Object> extends SelectCase<R> {

        private final Deferred<T> deferred;
        private final Function<? super T, ? extends R> handler;
        private volatile @Nullable Registration registration;

        Await(Deferred<T> deferred, Function<? super T, ? extends R> handler) {
            this.deferred = deferred;
            this.handler = handler;
        }

        @Override
        @Nullable
        Object attempt() {
            return deferred.isDone() ? null : NOT_YET;
        }

        @Override
        void subscribe(SelectWait wait) {
            registration = deferred.onDone(new Done(wait, this));
        }

        @Override
        void retire() {
            Registration registered = registration;
            if (registered != null) {
                registered.detach();
            }
        }

        @Override
        R result(@Nullable Object outcome) {
            return handler.apply(deferred.resultNow());
        }
    }

    /** What a selection awaits is done. */
    private record Done(SelectWait selection, SelectCase<?> each) implements Relay {

        @Override
        public void run() {
            selection.win(each, null);
        }

        @Override
        public void addWaiting(Collection<? super Strand<?>> strands) {
            selection.addWaiting(strands);
        }
    }

    static final class After<R extends @Nullable Object> extends SelectCase<R> {

        private final Duration time;
        private final Supplier<? extends R> handler;
        private volatile @Nullable Task<?> timer;

        After(Duration time, Supplier<? extends R> handler) {
            this.time = time;
            this.handler = handler;
        }

        @Override
        @Nullable
        Object attempt() {
            return time.isZero() || time.isNegative() ? null : NOT_YET;
        }

        @Override
        void subscribe(SelectWait wait) {
            Task<?> sleeper = Tasks.spawn("select-timer", Tasks.sleep(time));
            timer = sleeper;
            var unused = sleeper.onDone(() -> {
                if (!sleeper.isCancelled()) {
                    wait.win(this, null);
                }
            });
        }

        @Override
        void retire() {
            Task<?> sleeper = timer;
            if (sleeper != null) {
                var unused = sleeper.cancel();
            }
        }

        @Override
        R result(@Nullable Object outcome) {
            return handler.get();
        }
    }
}
