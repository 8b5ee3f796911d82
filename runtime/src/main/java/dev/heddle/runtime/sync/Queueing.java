// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Strand;

/** Something that strands queue up at. */
abstract class Queueing {

    Queueing() {}

    /** Queues a strand up or, if what it wants has come in the meantime, {@linkplain Place#serve serves} it. Called when the strand's Java stack has unwound. */
    abstract void queue(Place place, Strand<?> strand);

    /** Takes a strand out whose wait has been cancelled. */
    abstract void leave(Place place, Strand<?> strand);
}
