// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** One side of a stream or a socket, reading or writing, which one task at a time may use. Confined to its loop. */
final class Side {

    /** How many operations in a row a stream may have without a wait: a fast peer must not keep a loop from its other streams. */
    private static final int BUDGET = 64;

    private final String verb;
    private final String doing;

    /** A strand, or the stream that has taken this side for good. */
    private @Nullable Object user;

    private int left = BUDGET;

    Side(String verb, String doing) {
        this.verb = verb;
        this.doing = doing;
    }

    /** What is done on this side, for failures: "reading from". */
    String doing() {
        return doing;
    }

    void begin(Strand<?> strand, Object owner) {
        if (user != null) {
            throw new IllegalStateException(user + " " + verb + " " + owner
                    + (user instanceof ByteStream
                            ? ", which has been upgraded: use the TLS stream"
                            : " already, and only one task at a time may: two would get each other's bytes"));
        }
        user = strand;
    }

    /** Takes this side for good, once it and the other one are known to be free. */
    void seize(ByteStream by) {
        user = by;
    }

    /** Whether another stream has taken this side for good. */
    boolean isSeized() {
        return user instanceof ByteStream;
    }

    void refuseIfBusy(Object owner, String consequence) {
        if (user != null) {
            throw new IllegalStateException(user + " " + verb + " " + owner + consequence);
        }
    }

    /** Says true now and then. */
    boolean mustYield() {
        if (--left > 0) {
            return false;
        }
        left = BUDGET;
        return true;
    }

    int left() {
        return left;
    }

    void waits() {
        left = BUDGET;
    }

    void end() {
        user = null;
    }

    boolean isBusy() {
        return user != null;
    }
}
