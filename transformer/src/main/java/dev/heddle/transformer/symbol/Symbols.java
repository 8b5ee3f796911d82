// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.symbol;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Internal names, method names and descriptors. A test compares them with the real classes. */
public final class Symbols {

    public static final String ASYNC_DESC = "Ldev/heddle/Async;";
    public static final String COROUTINE = "dev/heddle/Coroutine";
    public static final String COROUTINE_DESC = "Ldev/heddle/Coroutine;";
    public static final String AWAITABLE_DESC = "Ldev/heddle/Awaitable;";
    public static final String ASYNC_CLOSEABLE = "dev/heddle/AsyncCloseable";
    public static final String FUTURE = "java/util/concurrent/CompletableFuture";
    public static final String FUTURE_DESC = "Ljava/util/concurrent/CompletableFuture;";
    public static final String STAGE_DESC = "Ljava/util/concurrent/CompletionStage;";
    public static final String OBJECT = "java/lang/Object";
    public static final String OBJECT_DESC = "Ljava/lang/Object;";

    public static final String FRAME = "dev/heddle/runtime/codegen/Frame";
    public static final String STRAND = "dev/heddle/runtime/codegen/Strand";
    public static final String STRAND_DESC = "Ldev/heddle/runtime/codegen/Strand;";
    public static final String AWAITS = "dev/heddle/runtime/codegen/Awaits";
    public static final String WOVEN_DESC = "Ldev/heddle/runtime/codegen/Woven;";

    public static final String AWAIT = "await";
    public static final String RESULT = "result";
    public static final String DONE = "done";
    public static final String STATE = "state";
    public static final String SUSPENDED = "SUSPENDED";
    public static final String SUSPEND = "suspend";
    public static final String SUSPEND_DESC = "(" + STRAND_DESC + "I)" + OBJECT_DESC;
    public static final String START_LATER = "startLater";
    public static final String START_LATER_DESC = "(" + STRAND_DESC + ")" + OBJECT_DESC;
    public static final String CORRUPTED = "corrupted";
    public static final String CORRUPTED_DESC = "()Ljava/lang/RuntimeException;";
    public static final String RESUME = "resume";
    public static final String RESUME_DESC = "(" + STRAND_DESC + "I)" + OBJECT_DESC;
    public static final String CLAIM = "claim";
    public static final String CLAIM_DESC = "(" + COROUTINE_DESC + STRAND_DESC + ")L" + FRAME + ";";
    public static final String RESUMED = "resumed";
    public static final String RESUMED_DESC = "(" + STRAND_DESC + ")" + OBJECT_DESC;
    public static final String ROOM_LEFT = "room";
    public static final String ROOM_LEFT_DESC = "(II" + STRAND_DESC + ")I";
    public static final String CLOSE = "close";
    public static final String START = "start";
    public static final String MAKE = "make";
    public static final String BEGIN = "begin";
    public static final String START_DESC = "(L" + FRAME + ";)" + FUTURE_DESC;

    /** Of {@code Frame.state}: what a running coroutine has there. */
    public static final int RUNNING = 1;

    /** {@code Awaits.ROOM} and {@code Awaits.BUDGET}. */
    public static final int ROOM = 16_384;

    public static final int BUDGET = 1_024;

    /**
     * What is added to a state when it is passed to a body in the place of the room. A body takes its own weight off whatever it gets; a state is less than this also then, and
     * no room ever is.
     */
    public static final int STATE_BASE = -32_768;

    /** The version of the format that this transformer writes. */
    public static final int FORMAT = 3;

    /** What separates the texts in {@code Woven.points}: characters that no name in a class file can have. */
    public static final String NEXT_COROUTINE = ".";

    public static final String NEXT_POINT = ";";

    public static final String NEXT_PART = "/";

    /** What stands behind the line of a point that no try block covers. */
    public static final String UNCAUGHT = "^";

    private static final Set<String> AWAIT_DESCS = Set.of(
            "(" + AWAITABLE_DESC + ")" + OBJECT_DESC,
            "(" + STAGE_DESC + ")" + OBJECT_DESC,
            "(" + AWAITABLE_DESC + "Ljava/lang/Class;)" + OBJECT_DESC,
            "(" + STAGE_DESC + "Ljava/lang/Class;)" + OBJECT_DESC);

    private static final Set<String> COMPLETED_FUTURES = Set.of("completedFuture", "completedStage");

    private Symbols() {}

    /**
     * Gives the descriptor of the {@code Awaits.await} that replaces a marker.
     *
     * @param stage whether a stage is awaited, not an awaitable
     * @param inLoop whether the budget is passed
     * @return the descriptor
     */
    public static String awaitDesc(boolean stage, boolean inLoop) {
        return "(" + (stage ? STAGE_DESC : AWAITABLE_DESC) + STRAND_DESC + (inLoop ? "II)" : "I)") + OBJECT_DESC;
    }

    /**
     * Gives the descriptor of {@code Awaits.close}.
     *
     * @param failed whether the exception for which the resource is closed is passed
     * @return the descriptor
     */
    public static String closeDesc(boolean failed) {
        return "(L" + ASYNC_CLOSEABLE + ";" + (failed ? "Ljava/lang/Throwable;" : "") + STRAND_DESC + "I)"
                + OBJECT_DESC;
    }

    /**
     * Tells the marker {@code Coroutine.await}.
     *
     * @param insn an instruction
     * @return true if it calls one of the four forms
     */
    public static boolean isAwait(AbstractInsnNode insn) {
        return isStaticCall(insn, COROUTINE, AWAIT) && AWAIT_DESCS.contains(((MethodInsnNode) insn).desc);
    }

    /**
     * Tells what ends a coroutine with a value at no cost: {@code result(x)} or {@code done()} in one that returns Coroutine, {@code completedFuture(x)} in a hot one.
     *
     * @param insn an instruction
     * @param hot whether the coroutine is hot
     * @return true if the instruction only wraps the value
     */
    public static boolean isResult(AbstractInsnNode insn, boolean hot) {
        if (hot) {
            return insn instanceof MethodInsnNode call
                    && call.getOpcode() == Opcodes.INVOKESTATIC
                    && call.owner.equals(FUTURE)
                    && COMPLETED_FUTURES.contains(call.name);
        }
        return isStaticCall(insn, COROUTINE, RESULT) || isDone(insn);
    }

    /**
     * Tells the marker {@code Coroutine.done}.
     *
     * @param insn an instruction
     * @return true if it calls it
     */
    public static boolean isDone(AbstractInsnNode insn) {
        return isStaticCall(insn, COROUTINE, DONE);
    }

    private static boolean isStaticCall(AbstractInsnNode insn, String owner, String name) {
        return insn instanceof MethodInsnNode call
                && call.getOpcode() == Opcodes.INVOKESTATIC
                && call.owner.equals(owner)
                && call.name.equals(name);
    }
}
