// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.tasks;

/**
 * Writes random programs with all that has to do with cancellation, whatever asyncio thinks of it: cleanup that waits, cancellations that are swallowed, shields, scopes, races,
 * locks, channels, futures, and tasks that await one another, be it until the loop ends: so what is shielded has to end by itself. There is no Python of them.
 */
public final class OddTaskProgramWriter extends TaskProgramWriter {

    private OddTaskProgramWriter(String name, long seed) {
        super(name, seed);
    }

    /** Writes the program of a seed. */
    public static TaskProgram program(long seed) {
        return new OddTaskProgramWriter("Odd" + seed, seed).write();
    }

    @Override
    String moreMembers() {
        StringBuilder hot = new StringBuilder();
        for (int i = 0; i < FUNCTIONS; i++) {
            hot.append("@Async static CompletableFuture<Integer> hotf" + i
                    + "(String me) { return CompletableFuture.completedFuture(10 + await(f" + i + "(me))); }\n");
        }
        return """
                /** Waits to be closed, and may fail. */
                static AsyncCloseable closing(String me) {
                    return () -> closed(me);
                }
                @Async static Coroutine<Void> closed(String me) {
                    await(sleep(5));
                    say(me, "closes");
                    if (me.length() % 3 == 0) fail(me);
                    return done();
                }
                @Async static Coroutine<Integer> quick() {
                    return result(1);
                }
                /** What is awaited need not be a call that can be bound. */
                static Coroutine<Integer> later(Coroutine<Integer> coroutine) {
                    return coroutine;
                }
                """ + hot;
    }

    @Override
    void lonelyStatement(int depth) {
        switch (random.nextInt(22)) {
            case 0 -> swallow(depth);
            case 1 -> waitingCleanUp(depth, "await(sleep(7))");
            case 2 -> waitingCleanUp(depth, "await(shield(sleep(8)))");
            case 3 -> waitingCleanUp(depth, "fail(" + me + ")");
            case 4 -> around("try (Lock.Held h" + fresh() + " = await(lock().lock())) {", depth, "}");
            case 5 -> around("try (AsyncCloseable c" + fresh() + " = closing(" + me + ")) {", depth, "}");
            case 6 -> around("try (TaskScope s" + fresh() + " = TaskScope.supervisor()) {", depth, "}");
            case 7 -> scope(depth);
            case 8 -> java("cancelScope(" + random.nextInt(4) + ", " + me + ");");
            case 9 -> java("await(channel().send(" + me + "));");
            case 10 -> java("say(" + me + ", await(channel().receive()));");
            case 11 -> java("say(" + me + ", await(future(" + me + ", " + time() + ")));");
            case 12 -> java("await(task(" + random.nextInt(20) + "));");
            case 13 -> java("await(yieldNow());");
            case 14 -> java("for (int i = 0; i < 1500; i++) { await(" + (once(2) ? "ready()" : "quick()") + "); }");
            case 15 -> java("cancelMyself(" + me + ");");
            default -> super.lonelyStatement(depth);
        }
    }

    @Override
    void callingStatement(int depth) {
        switch (random.nextInt(14)) {
            case 0 -> java("await(shield(limited(" + time() + ", () -> " + call() + ")));");
            case 1 -> java("say(" + me + ", await(gather(" + call() + ", " + call() + ")));");
            case 2 -> java("say(" + me + ", await(race(" + call() + ", " + call() + ")));");
            case 3 -> java("say(" + me + ", await(limited(" + time() + ", () -> " + call() + ")));");
            case 4 -> timeout();
            case 5 -> java("say(" + me + ", await(hot" + call() + "));");
            case 6 -> java("say(" + me + ", await(LOCAL.where(" + me + ", " + call() + ")));");
            case 7 -> java("say(" + me + ", await(later(" + call() + ")));");
            case 8 ->
                java("await(TaskScope.run(s -> { s.spawn(" + call() + "); await(sleep(" + time()
                        + ")); s.cancel(); return " + call() + "; }));");
            case 9 ->
                java("start(" + random.nextInt(20) + ", " + me + " + \"/" + fresh() + "\", () -> " + call() + ");");
            default -> super.callingStatement(depth);
        }
    }

    private void java(String line) {
        text.line(line, "");
    }

    private void around(String begin, int depth, String end) {
        text.open(begin, "");
        block(depth + 1);
        text.close(end);
    }

    private void swallow(int depth) {
        around("try {", depth, "} catch (CancellationException e) { caught(" + me + ", e); }");
    }

    private void waitingCleanUp(int depth, String cleaning) {
        around("try {", depth, "} finally { " + cleaning + "; say(" + me + ", \"has cleaned up\"); }");
    }

    private void scope(int depth) {
        String scope = "s" + fresh();
        text.open(
                "say(" + me + ", await(CancelScope.<Integer>run(" + scope + " -> { " + TaskProgram.BEGIN + " scope("
                        + random.nextInt(4) + ", " + scope + ");",
                "");
        boolean shielded = once(4);
        java(scope + ".setShielded(" + shielded + ");");
        sleep();
        java(scope + ".setShielded(false);");
        block(depth + 1);
        java("return result(3);");
        text.close(TaskProgram.END + " })));");
    }

    private void timeout() {
        java("try { await(timed(" + time() + ", " + call() + ")); } catch (TimeoutException e) { caught(" + me
                + ", e); }");
    }
}
