// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Dispatcher;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/**
 * The places of those who have waited at a channel last, for the next ones. They belong to the first event loop that has served a task of its own there, whose thread alone
 * keeps and takes them: so that needs no latch. The tasks of others get new places.
 *
 * @param <T> the type of the channel's elements
 */
final class Spares<T> {

    private final Exchange<T> exchange;

    /** Set once, holding the latch. A thread that sees its own loop there has set it itself. */
    private @Nullable Dispatcher home;

    private @Nullable SendPlace<T> sender;
    /** It stays here while it is in use, for each write of a reference costs something: {@link ReceivePlace#idle} tells. */
    private @Nullable ReceivePlace<T> receiver;

    Spares(Exchange<T> exchange) {
        this.exchange = exchange;
    }

    /** Called on the strand's own thread, holding the latch. */
    void keep(SendPlace<T> place, Strand<?> strand) {
        if (isMine(strand)) {
            sender = place;
        }
    }

    /** Called on the strand's own thread, holding the latch. */
    void keep(ReceivePlace<T> place, Strand<?> strand) {
        if (isMine(strand)) {
            place.idle = true;
            if (receiver != place) {
                receiver = place;
            }
        }
    }

    /** Lets go of a place that holds a strand whose wait has been cancelled. On the strand's thread, with or without the latch. */
    void drop(Place place, Strand<?> strand) {
        if (home == Strands.home(strand) && receiver == place) {
            receiver = null;
        }
    }

    private boolean isMine(Strand<?> strand) {
        Dispatcher own = Strands.home(strand);
        if (home == null) {
            home = own;
        }
        return home == own;
    }

    /** Gives a place to send at. On the strand's thread, with or without the latch. */
    SendPlace<T> sender(Strand<?> strand) {
        if (home == Strands.home(strand)) {
            SendPlace<T> spare = sender;
            if (spare != null) {
                sender = null;
                return spare;
            }
        }
        return new SendPlace<>(exchange);
    }

    /** Gives a place to receive at. On the strand's thread, with or without the latch. */
    ReceivePlace<T> receiver(Strand<?> strand) {
        if (home == Strands.home(strand)) {
            ReceivePlace<T> spare = receiver;
            if (spare != null && spare.idle) {
                spare.idle = false;
                return spare;
            }
        }
        return new ReceivePlace<>(exchange);
    }
}
