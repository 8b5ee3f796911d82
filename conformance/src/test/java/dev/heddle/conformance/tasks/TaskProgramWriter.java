// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.tasks;

import java.util.Random;

/**
 * Writes random programs of tasks, with only that in them in which Heddle and asyncio agree. What they have different rules for is avoided: nothing is awaited once a
 * cancellation has struck; who opened a group catches nothing inside; every task waits before it does anything, so that none is cancelled before it has begun; and as times
 * are drawn from a wide range, no two things happen at once. The same seed writes the same program.
 */
public class TaskProgramWriter {

    static final int FUNCTIONS = 6;
    private static final int FIRST = 3;
    private static final int STROKES = 8;
    private static final int DEEPEST = 4;
    private static final int LONGEST_SLEEP = 100_000;

    final Random random;
    final TwoTexts text = new TwoTexts();
    private final String name;

    /** The variable that holds what the running coroutine is called. */
    String me = "me";

    private int function;
    private int names;
    private int budget;

    TaskProgramWriter(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
    }

    /** Writes the program of a seed. */
    public static TaskProgram program(long seed) {
        return new TaskProgramWriter("Plain" + seed, seed).write();
    }

    final TaskProgram write() {
        for (function = 0; function < FUNCTIONS; function++) {
            function();
        }
        begin();
        String java = """
                import static dev.heddle.Coroutine.*;
                import static dev.heddle.conformance.tasks.World.*;
                import static dev.heddle.runtime.Tasks.*;
                import dev.heddle.*;
                import dev.heddle.runtime.*;
                import dev.heddle.runtime.sync.*;
                import java.util.concurrent.*;
                import java.util.function.Function;
                public class %s {
                    /** Swallows the cancellation of its task. */
                    @Async static Coroutine<Integer> stubborn(String me, Function<String, Coroutine<Integer>> body) {
                        await(sleep(1));
                        try {
                            return result(await(body.apply(me)));
                        } catch (CancellationException e) {
                            caught(me, e);
                            return result(-1);
                        }
                    }
                    /** Fails when its task is cancelled. */
                    @Async static Coroutine<Integer> failing(String me, Function<String, Coroutine<Integer>> body) {
                        await(sleep(1));
                        try {
                            return result(await(body.apply(me)));
                        } catch (CancellationException e) {
                            throw new IllegalArgumentException(me + " was cancelled");
                        }
                    }
                    %s
                %s}
                """.formatted(name, moreMembers(), text.java());
        return new TaskProgram(name, java, text.python());
    }

    /** What else the class has. */
    String moreMembers() {
        return "";
    }

    private void function() {
        budget = 10;
        me = "me";
        text.open(
                "@Async static Coroutine<Integer> f" + function + "(String me) { " + TaskProgram.BEGIN,
                "async def f" + function + "(me):");
        sleep();
        say("begins");
        block(0);
        if (canCall() && once(3)) {
            String call = call();
            text.line("return " + call + ";", "return await " + call);
        } else {
            text.line("return result(" + function + ");", "return " + function);
        }
        text.close(TaskProgram.END + " }");
    }

    /** What begins, and who is cancelled from outside. */
    private void begin() {
        text.open("static void begin() {", "def begin():");
        for (int i = 0; i < FIRST; i++) {
            String call = "start(" + i + ", \"f" + i + "\", f" + i + "(\"f" + i + "\"))";
            text.line(call + ";", call);
        }
        for (int i = 0; i < STROKES; i++) {
            String stroke = "stroke(" + random.nextInt(5 * LONGEST_SLEEP) + ", " + random.nextInt(100) + ")";
            text.line(stroke + ";", stroke);
        }
        text.close("}");
    }

    final boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    final int fresh() {
        return ++names;
    }

    final boolean canCall() {
        return function < FUNCTIONS - 1;
    }

    /** A coroutine that is further down, so that the program ends. */
    final String called() {
        return "f" + (function + 1 + random.nextInt(FUNCTIONS - function - 1));
    }

    final String called(String by) {
        return "(" + by + " + \"/" + fresh() + "\")";
    }

    final String call() {
        return called() + called(me);
    }

    /** Another one for each caller, so that who does the same does not do it at the same time. */
    final String time() {
        return "time(" + me + ", " + (1 + random.nextInt(LONGEST_SLEEP)) + ")";
    }

    final void say(String what) {
        text.line("say(" + me + ", \"" + what + "\");", "say(" + me + ", \"" + what + "\")");
    }

    final void sleep() {
        String ms = time();
        text.line("await(sleep(" + ms + "));", "await sleep(" + ms + " / 1000)");
    }

    final void block(int depth) {
        for (int i = 0, n = 1 + random.nextInt(3); i < n; i++) {
            statement(depth);
        }
    }

    private void statement(int depth) {
        budget--;
        if (budget < 0 || depth > DEEPEST) {
            sleep();
        } else if (canCall() && once(2)) {
            callingStatement(depth);
        } else {
            lonelyStatement(depth);
        }
    }

    void lonelyStatement(int depth) {
        switch (random.nextInt(8)) {
            case 0 -> catchCancellation(depth);
            case 1 -> catchFailure(depth);
            case 2 -> cleanUp(depth);
            case 3 -> limit(depth);
            case 4 -> loop(depth);
            case 5 -> cancel();
            case 6 -> {
                if (once(3)) {
                    fail();
                } else {
                    cancel();
                }
            }
            default -> sleep();
        }
    }

    void callingStatement(int depth) {
        switch (random.nextInt(5)) {
            case 0 -> spawn();
            case 1 -> group();
            case 2 -> outcomes();
            default -> await();
        }
    }

    private void await() {
        String call = call();
        if (once(2)) {
            text.line("say(" + me + ", 1 + await(" + call + "));", "say(" + me + ", 1 + await " + call + ")");
        } else {
            text.line("await(" + call + ");", "await " + call);
        }
    }

    private void catchCancellation(int depth) {
        text.open("try {", "try:");
        block(depth + 1);
        text.turn("} catch (CancellationException e) {", "except CancelledError as e:");
        text.line("caught(" + me + ", e);", "caught(" + me + ", e)");
        text.line("throw e;", "raise");
        text.close("}");
    }

    final void catchFailure(int depth) {
        text.open("try {", "try:");
        block(depth + 1);
        text.turn("} catch (IllegalArgumentException e) {", "except ValueError as e:");
        text.line("caught(" + me + ", e);", "caught(" + me + ", e)");
        text.close("}");
    }

    private void cleanUp(int depth) {
        text.open("try {", "try:");
        block(depth + 1);
        text.turn("} finally {", "finally:");
        say("cleans up");
        text.close("}");
    }

    private void limit(int depth) {
        String ms = time();
        text.open("if (await(limited(" + ms + ", () -> { " + TaskProgram.BEGIN, "try:");
        text.open("{", "async with timeout(" + ms + " / 1000):");
        // A lambda without an await is no coroutine, and could not close what is closed in it.
        sleep();
        block(depth + 1);
        text.close("}");
        text.line("return result(1);", "pass");
        text.turn(TaskProgram.END + " })) == null) {", "except TimeoutError:");
        say("is late");
        text.close("}");
    }

    private void loop(int depth) {
        String before = me;
        String inner = "m" + fresh();
        text.open(
                "for (int i" + inner + " = 0; i" + inner + " < 2; i" + inner + "++) {",
                "for i" + inner + " in range(2):");
        text.line(
                "String " + inner + " = " + me + " + \".\" + i" + inner + ";",
                inner + " = " + me + " + \".\" + str(i" + inner + ")");
        me = inner;
        block(depth + 1);
        me = before;
        text.close("}");
    }

    /** Whose task it is, if there is one by then, chance decides: the numbers are those of the places where tasks are started. */
    final void cancel() {
        int whose = random.nextInt(20);
        text.line("cancel(" + whose + ", " + me + ");", "cancel(" + whose + ", " + me + ")");
    }

    final void fail() {
        text.line("fail(" + me + ");", "fail(" + me + ")");
    }

    final void spawn() {
        int place = fresh() % 20;
        String name = me + " + \"/" + fresh() + "\"";
        String callee = called();
        switch (random.nextInt(4)) {
            case 0 ->
                text.line(
                        "start(" + place + ", " + name + ", stubborn(" + name + ", n -> " + callee + "(n)));",
                        "start(" + place + ", " + name + ", stubborn(" + name + ", " + callee + "))");
            case 1 ->
                text.line(
                        "start(" + place + ", " + name + ", failing(" + name + ", n -> " + callee + "(n)));",
                        "start(" + place + ", " + name + ", failing(" + name + ", " + callee + "))");
            default -> {
                String call = "start(" + place + ", " + name + ", " + callee + "(" + name + "))";
                text.line(call + ";", call);
            }
        }
    }

    private void group() {
        String group = "g" + fresh();
        text.open("try (TaskScope " + group + " = TaskScope.open()) {", "try:");
        text.open("{", "async with TaskGroup() as " + group + ":");
        for (int i = 0, n = 1 + random.nextInt(3); i < n; i++) {
            String call = call();
            text.line(group + ".spawn(" + call + ");", group + ".create_task(" + call + ")");
        }
        for (int i = 0, n = random.nextInt(3); i < n; i++) {
            quietStatement();
        }
        text.close("}");
        text.turn("}", "except BaseExceptionGroup as e:");
        text.line("", "raise first(e) from None");
        text.close("");
    }

    private void quietStatement() {
        switch (random.nextInt(4)) {
            case 0 -> cancel();
            case 1 -> {
                if (once(3)) {
                    fail();
                }
            }
            default -> sleep();
        }
    }

    private void outcomes() {
        String one = call();
        String two = call();
        text.line(
                "outcomes(" + me + ", await(gatherOutcomes(" + one + ", " + two + ")));",
                "outcomes(" + me + ", await gather(" + one + ", " + two + ", return_exceptions=True))");
    }
}
