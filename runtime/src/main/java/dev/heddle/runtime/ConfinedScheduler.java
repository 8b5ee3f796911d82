// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Origins;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;
import dev.heddle.runtime.poll.Poller;
import dev.heddle.runtime.timer.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The inside of an {@link EventLoop}: what the kernel asks of it. Everything is done on the loop's thread, without atomics; other threads send what they want done. */
abstract class ConfinedScheduler extends Scheduler {

    private final Rounds rounds;
    private final Lifecycle life;
    private final TaskList tasks = new TaskList();

    /** Made for the first. */
    private @Nullable UnheardFailures unheard;

    private final LoopSetup setup;

    /** The setup's, for each task: C2 does not inline an accessor whose class has not been loaded. */
    private final @Nullable Listeners listeners;

    /** How many tasks wait for what threads of the runtime do: files, names, processes. */
    private int awaitedThreads;

    /** Made for the first; guarded by this. */
    private volatile @Nullable SignalHandlers signals;

    ConfinedScheduler(LoopSetup setup) {
        super(setup.hooks(), setup.carriers());
        this.rounds = new Rounds(this, setup);
        this.life = new Lifecycle(this, rounds);
        this.setup = setup;
        this.listeners = setup.listeners();
    }

    /** See {@link Rounds#shuffle}. */
    final void shuffle(long seed) {
        rounds.shuffle(seed);
    }

    /** See {@link Rounds#limitTime}. */
    final void limitTime(Duration limit) {
        rounds.limitTime(limit);
    }

    final Lifecycle lifecycle() {
        return life;
    }

    final long time() {
        return rounds.poller.nanoTime();
    }

    /** What watches channels. On the loop's thread. */
    final Poller poller() {
        return rounds.poller;
    }

    @Override
    protected final boolean isConfined() {
        return true;
    }

    @Override
    protected final boolean isHome() {
        return life.isRunner();
    }

    @Override
    protected final void ready(Strand<?> strand) {
        rounds.ready.add(strand);
    }

    @Override
    protected final void wake(Strand<?> strand, Suspension from, @Nullable Object outcome) {
        if (!isHome()) {
            send(() -> wake(strand, from, outcome));
        } else if (((Task<?>) strand).resumes(from, outcome)) {
            rounds.ready.add(strand);
        }
    }

    @Override
    protected final void cancel(Strand<?> strand, @Nullable String reason) {
        if (!isHome()) {
            send(() -> cancel(strand, reason));
            return;
        }
        Task<?> task = (Task<?>) strand;
        if (!task.isDone()) {
            goOn(task, task.cancels(reason));
            interruptReached(task);
        }
    }

    @Override
    final void interrupt(Task<?> task) {
        if (isHome()) {
            super.interrupt(task);
        } else {
            send(() -> interrupt(task));
        }
    }

    @Override
    final void interruptOne(Task<?> task, Collection<? super Task<?>> reached) {
        goOn(task, task.interrupts());
        task.addReached(reached);
    }

    /** Makes a task ready whose wait a cancellation has ended. */
    private void goOn(Task<?> task, @Nullable Suspension ended) {
        if (ended != null) {
            rounds.ready.add(task);
            try {
                task.detaches(ended);
            } catch (Throwable failure) {
                handle(failure);
            }
        }
    }

    @Override
    final void atHome(Runnable action) {
        if (isHome()) {
            action.run();
        } else {
            send(action);
        }
    }

    /** Posts, unless the loop is closed: then there is no task any more that could miss the action. */
    final void send(Runnable action) {
        try {
            post(action);
        } catch (RejectedExecutionException closed) {
            assert life.isClosing() : closed;
        }
    }

    @Override
    protected final void post(Runnable action) {
        if (isHome()) {
            rounds.ready.add(action);
        } else {
            rounds.inbox.send(action);
        }
    }

    @Override
    final void launch(Task<?> task) {
        if (isHome()) {
            started(task);
            rounds.ready.add(task);
        } else {
            refuseIfClosing();
            post(new Launch(this, task));
        }
    }

    /** What another thread sends to have a task started. It runs no code of the user's, so the loop need not queue it: the task itself takes its place. */
    record Launch(ConfinedScheduler loop, Task<?> task) implements Runnable {
        @Override
        public void run() {
            loop.launch(task);
        }
    }

    @Override
    protected final void started(Strand<?> strand) {
        Task<?> task = (Task<?>) strand;
        tasks.add(task);
        if (listeners != null) {
            listeners.tell(listener -> listener.spawned(task));
        }
        if (life.isEnding()) {
            cancel(strand, "The event loop ends");
        }
    }

    @Override
    protected final void finished(Strand<?> strand) {
        Task<?> task = (Task<?>) strand;
        tasks.remove(task);
        life.noteContext(task);
        task.orphan();
        if (listeners != null) {
            listeners.tell(listener -> listener.finished(task));
        }
        life.ended(task);
    }

    @Override
    protected final void unheard(Strand<?> strand, Failure failure) {
        UnheardFailures all = unheard;
        if (all == null) {
            all = new UnheardFailures(setup.exceptionHandler());
            unheard = all;
        }
        all.add((Task<?>) strand, failure);
    }

    @Override
    final void schedule(Timer timer) {
        rounds.timers.add(timer);
    }

    @Override
    final void unschedule(Timer timer) {
        var unused = rounds.timers.remove(timer);
    }

    @Override
    final Offload offload() {
        return setup.offload();
    }

    @Override
    final void handleElsewhere(Task<?> task, Throwable failure) {
        send(() -> FailureLog.handle(setup.exceptionHandler(), task, failure));
    }

    final void refuseIfClosing() {
        if (life.isClosing()) {
            throw new RejectedExecutionException(this + " is closed");
        }
    }

    @Override
    protected final void waitsForThreads(int change) {
        awaitedThreads += change;
    }

    /** Tells whether other threads work for tasks of this loop, or a signal may wake them: so they are not stuck. */
    final boolean isWorkedFor() {
        SignalHandlers handled = signals;
        return awaitedThreads > 0 || setup.offload().isBusy() || (handled != null && !handled.isEmpty());
    }

    /** The signals that this loop handles. From any thread. */
    final synchronized SignalHandlers signals() {
        SignalHandlers handled = signals;
        if (handled == null) {
            handled = new SignalHandlers();
            signals = handled;
        }
        return handled;
    }

    /** Called when the loop is closed. */
    final void closed() {
        SignalHandlers handled = signals;
        if (handled != null) {
            handled.close();
        }
    }

    final List<Task<?>> liveTasks() {
        return tasks.snapshot();
    }

    final boolean hasTasks() {
        return !tasks.isEmpty();
    }

    final void cancelAll(String reason) {
        for (Task<?> task : tasks.snapshot()) {
            cancel(task, reason);
        }
    }

    /** Called after each batch. */
    final void lookedAround() {
        life.checkInterrupt();
        if (unheard != null) {
            unheard.reportCollected();
        }
        if (Origins.TRACKED) {
            LostThings.report(this);
        }
    }

    @Override
    final boolean isDebugging() {
        return setup.clock() != null;
    }

    @Override
    final void warn(LoopWarning.Kind kind, String message, @Nullable Task<?> task) {
        FailureLog.warn(setup.warningHandler(), new LoopWarning(kind, message, task));
    }

    /** Called when a thread begins to run the loop. */
    final void entered() {
        if (setup.clock() != null) {
            Watchdog.shared().watch(setup.clock());
        }
    }

    /** Called when it has ended to. */
    final void left() {
        if (setup.clock() != null) {
            Watchdog.shared().forget(setup.clock());
        }
    }

    final void reportUnheard() {
        if (unheard != null) {
            unheard.reportAll();
        }
        if (Origins.TRACKED) {
            LostThings.report(this);
        }
    }

    /** Has the handler told of a failure that belongs to no task. */
    final void handle(Throwable failure) {
        handle(null, failure);
    }

    final void handle(@Nullable Task<?> task, Throwable failure) {
        FailureLog.handle(setup.exceptionHandler(), task, failure);
    }
}
