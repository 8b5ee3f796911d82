// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import dev.heddle.Awaitable;

/** Coroutines lowered by hand, as the transformer lowers them. */
final class Bodies {

    static final int FRAME_ROOM = 32;

    private Bodies() {}

    /** {@code int depth(int n) { return n == 0 ? 0 : await(depth(n - 1)) + 1; }}, through frames. */
    @FrameTable(
            format = 1,
            type = "com.acme.Deep",
            method = "depth",
            descriptor = "(I)Ldev/heddle/Coroutine;",
            file = "Deep.java",
            lines = {12},
            awaits = {"depth"},
            kept = {""})
    static final class Deep extends Frame<Integer> {
        private final int n;
        private final Awaitable<Integer> bottom;

        Deep(int n, Awaitable<Integer> bottom) {
            this.n = n;
            this.bottom = bottom;
        }

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            Object value;
            switch (state) {
                case CLAIMED -> {
                    state = RUNNING;
                    value = n == 0
                            ? Awaits.await(bottom, strand, room)
                            : Awaits.await(new Deep(n - 1, bottom), strand, room - FRAME_ROOM);
                    if (value == Awaits.SUSPENDED) {
                        return suspend(strand, -2);
                    }
                }
                case -2 -> value = Awaits.resumed(strand);
                default -> throw corrupted();
            }
            return n == 0 ? value : (Integer) value + 1;
        }
    }

    /** The same with frames that are made late: the body is called straight away. */
    static final class Late extends Frame<Integer> {
        static int made;

        private int n;
        private final Awaitable<Integer> bottom;

        Late(int n, Awaitable<Integer> bottom) {
            made++;
            this.n = n;
            this.bottom = bottom;
        }

        static Object body(int n, Awaitable<Integer> bottom, Strand<?> strand, Late made, int room) throws Throwable {
            Late frame = made;
            Object value;
            if (frame == null || frame.state == CLAIMED) {
                if (room < 0 && frame == null) {
                    return new Late(n, bottom).startLater(strand);
                }
                if (frame != null) {
                    frame.state = RUNNING;
                }
                value = n == 0
                        ? Awaits.await(bottom, strand, room)
                        : body(n - 1, bottom, strand, null, room - FRAME_ROOM);
                if (value == Awaits.SUSPENDED) {
                    if (frame == null) {
                        frame = new Late(n, bottom);
                    }
                    return frame.suspend(strand, -2);
                }
            } else {
                frame.state = RUNNING;
                value = Awaits.resumed(strand);
            }
            return n == 0 ? value : (Integer) value + 1;
        }

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            return body(n, bottom, strand, this, room);
        }
    }

    /** {@code return countdown(n - 1);} in tail position, n times; then the end. */
    static final class Tail extends Frame<Integer> {
        private final int n;
        private final Awaitable<Integer> end;

        Tail(int n, Awaitable<Integer> end) {
            this.n = n;
            this.end = end;
        }

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            state = RUNNING;
            return n == 0
                    ? Awaits.await(end, strand, room)
                    : Awaits.await(new Tail(n - 1, end), strand, room - FRAME_ROOM);
        }
    }

    /** {@code for (i = 0; i < n; i++) sum += await(x);}, with a budget. */
    static final class Loop extends Frame<Integer> {
        private final int n;
        private final int fullBudget;
        private final Awaitable<Integer> x;
        private int i;
        private int sum;

        Loop(int n, int fullBudget, Awaitable<Integer> x) {
            this.n = n;
            this.fullBudget = fullBudget;
            this.x = x;
        }

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            int budget = fullBudget;
            int round = i;
            int total = sum;
            boolean resumed = state == -2;
            state = RUNNING;
            for (; resumed || round < n; round++) {
                Object value;
                if (resumed) {
                    resumed = false;
                    value = Awaits.resumed(strand);
                } else {
                    value = Awaits.await(x, strand, room, --budget);
                    if (value == Awaits.SUSPENDED) {
                        i = round;
                        sum = total;
                        return suspend(strand, -2);
                    }
                }
                total += (Integer) value;
            }
            return total;
        }
    }
}
