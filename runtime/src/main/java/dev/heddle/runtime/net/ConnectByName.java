// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.Coroutine;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.WaitUntil;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Origins;
import dev.heddle.runtime.codegen.Strand;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a name and connects to the first of its addresses that takes the connection (RFC 8305).
 *
 * <pre>
 *   resolve --> one address: an attempt in tail position
 *           --> several: start an attempt --> wait for any, or for the delay --> won, or all failed
 *                              ^                         |
 *                              +------ failed, or late --+
 * </pre>
 */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.TcpConnector",
        method = "connect",
        descriptor = "(Ljava/lang/String;I)Ldev/heddle/Coroutine;",
        file = "TcpConnector.java",
        lines = {},
        awaits = {},
        kept = {})
final class ConnectByName extends Frame<TcpStream> {

    private static final int RESOLVING = CLAIMED - 1;
    private static final int WAITING = CLAIMED - 2;

    /** An attempt that is under way. */
    private record Attempt(ConnectAttempt<TcpStream> frame, Task<TcpStream> task) {}

    private final TcpConnector connector;
    private final Resolver resolver;
    private final Duration delay;
    private final InetSocketAddress target;
    private final @Nullable Throwable place = Origins.here();
    private final Deque<InetSocketAddress> untried = new ArrayDeque<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    ConnectByName(TcpConnector connector, Resolver resolver, Duration delay, InetSocketAddress target) {
        this.connector = connector;
        this.resolver = resolver;
        this.delay = delay;
        this.target = target;
    }

    @Override
    @SuppressWarnings("unchecked") // what a resolver gives
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        int before = state;
        state = RUNNING;
        try {
            if (before != WAITING) {
                Object addresses = before == CLAIMED
                        ? Awaits.await(resolver.resolve(target.getHostString()), strand, room)
                        : Awaits.resumed(strand);
                if (addresses == Awaits.SUSPENDED) {
                    return suspend(strand, RESOLVING);
                }
                takeInTurns((List<InetAddress>) Objects.requireNonNull(addresses, "addresses"));
                if (untried.size() == 1) {
                    return Awaits.await(
                            new ConnectAttempt<>(() -> connector.open(place), untried.remove()), strand, room);
                }
            } else {
                var unused = Awaits.resumed(strand);
            }
            return race(strand, room);
        } catch (Throwable failure) {
            abandonAll();
            throw failure;
        }
    }

    /** The two kinds in turns, that of the first address first. */
    private void takeInTurns(List<InetAddress> addresses) throws UnknownHostException {
        if (addresses.isEmpty()) {
            throw new UnknownHostException(target.getHostString() + " has no addresses");
        }
        Deque<InetAddress> first = new ArrayDeque<>();
        Deque<InetAddress> second = new ArrayDeque<>();
        boolean firstIsFour = addresses.get(0) instanceof Inet4Address;
        for (InetAddress address : addresses) {
            (address instanceof Inet4Address == firstIsFour ? first : second).add(address);
        }
        while (!first.isEmpty() || !second.isEmpty()) {
            Deque<InetAddress> turn = first;
            if (!turn.isEmpty()) {
                untried.add(new InetSocketAddress(turn.remove(), target.getPort()));
            }
            first = second;
            second = turn;
        }
    }

    private Object race(Strand<?> strand, int room) throws Throwable {
        for (; ; ) {
            TcpStream winner = settle();
            if (winner != null) {
                abandonAll();
                return winner;
            }
            if (!untried.isEmpty()) {
                startNext();
            } else if (attempts.isEmpty()) {
                throw allFailed();
            }
            if (Awaits.await(nextEvent(), strand, room) == Awaits.SUSPENDED) {
                return suspend(strand, WAITING);
            }
        }
    }

    private void startNext() {
        InetSocketAddress address = untried.remove();
        ConnectAttempt<TcpStream> frame = new ConnectAttempt<>(() -> connector.open(place), address);
        attempts.add(new Attempt(frame, Tasks.spawn("connect to " + address, frame)));
    }

    private Coroutine<?> nextEvent() {
        List<Task<TcpStream>> tasks = attempts.stream().map(Attempt::task).toList();
        return untried.isEmpty()
                ? Tasks.waitFor(WaitUntil.FIRST_COMPLETED, tasks)
                : Tasks.waitFor(WaitUntil.FIRST_COMPLETED, delay, tasks);
    }

    /** Takes those that are decided off the list. Gives the first that is connected, or null. */
    private @Nullable TcpStream settle() {
        for (Attempt attempt : List.copyOf(attempts)) {
            Task<TcpStream> task = attempt.task();
            if (task.isFailed() || task.isCancelled()) {
                failures.add(task.exceptionNow());
                attempts.remove(attempt);
            } else if (task.isDone()) {
                attempts.remove(attempt);
                return task.resultNow();
            }
        }
        return null;
    }

    private void abandonAll() {
        for (Attempt attempt : attempts) {
            attempt.task().cancel("Another address was faster");
            attempt.frame().abandon();
        }
        attempts.clear();
    }

    private ConnectException allFailed() {
        StringBuilder message = new StringBuilder("Could not connect to " + target.getHostString() + ":"
                + target.getPort() + ", which has " + failures.size() + " addresses");
        for (Throwable failure : failures) {
            message.append("; ").append(failure.getMessage());
        }
        ConnectException exception = new ConnectException(message.toString());
        failures.forEach(exception::addSuppressed);
        return exception;
    }
}
