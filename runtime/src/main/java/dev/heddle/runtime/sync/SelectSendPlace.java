// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import org.jspecify.annotations.Nullable;

/** A selection's place among a channel's senders. It can be served if the selection has not been decided yet. */
final class SelectSendPlace<T> extends SendPlace<T> {

    private final SelectWait wait;
    private final SelectCase<?> each;

    SelectSendPlace(Exchange<T> channel, SelectWait wait, SelectCase<?> each) {
        super(channel);
        this.wait = wait;
        this.each = each;
    }

    @Override
    boolean claim(boolean here) {
        return wait.claim();
    }

    @Override
    void complete(@Nullable Object outcome) {
        wait.finish(each, outcome);
    }

    @Override
    void completeHere(@Nullable Object outcome) {
        wait.finish(each, outcome);
    }

    @Override
    void recycle() {
        // The selection is over with it.
    }
}
