// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** One run of a workload, on a copy of its library. */
final class Run {

    /** Coroutines that run others to their end take a lot of the Java stack. */
    private static final long STACK_BYTES = 512L << 20;

    private static final long MOST_SECONDS = 120;

    private final LibraryLoader loader;
    private final Trace trace;
    private long awaits;
    private long suspensions;
    private long handedOver;

    private Run(LibraryLoader loader, Trace trace) {
        this.loader = loader;
        this.trace = trace;
    }

    long awaits() {
        return awaits;
    }

    long suspensions() {
        return suspensions;
    }

    long handedOver() {
        return handedOver;
    }

    List<String> lines() {
        return trace.lines();
    }

    LibraryLoader loader() {
        return loader;
    }

    /** Runs the workload on the library as it is. */
    static Run plain(Library library, String section) {
        Points.reset(0);
        return new Run(new LibraryLoader(library, null), new Trace(section)).go();
    }

    /** Runs it on the tortured library. */
    static Run tortured(Library library, Tormentor tormentor, String section) {
        Points.reset(tormentor.seed());
        return new Run(new LibraryLoader(library, tormentor), new Trace(section)).go();
    }

    private Run go() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    NestedDispatcher.current().install();
                    try {
                        loader.workload().run(trace);
                    } catch (Throwable thrown) {
                        failure.set(thrown);
                    }
                },
                "torture",
                STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(MOST_SECONDS));
            if (thread.isAlive()) {
                Points.stop("it does not end");
                thread.join(TimeUnit.SECONDS.toMillis(10));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        awaits = Points.awaits();
        suspensions = Points.suspensions();
        handedOver = Points.handedOver();
        if (Points.broken() != null) {
            trace.lines().add("BROKEN: " + Points.broken());
        } else if (failure.get() != null) {
            trace.lines().add("FAILED: " + failure.get());
        }
        return this;
    }
}
