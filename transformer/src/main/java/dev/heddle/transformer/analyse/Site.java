// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * A place in a coroutine's body where it may have to wait, or where it ends.
 *
 * @param kind what happens there
 * @param insn the instruction: the call of {@code await} or {@code close}, the {@code areturn}, or the call of {@code result} or {@code done}
 * @param direct the call whose value is awaited, if its body can be called without making a coroutine; else null
 * @param stage whether a {@code CompletionStage} is awaited, not an {@code Awaitable}
 * @param failure the variable with the exception for which a resource is closed, and which is thrown again behind the call; -1 if there is none
 * @param witness whether the class of a checked exception is on top of the awaitable
 * @param monitorHeld whether the method may hold a monitor there
 * @param line the source line, or 0
 * @param types the types before the instruction
 * @param kept the variables that are needed after it, or by a handler that covers it
 * @param loops the loops that it is in, the outermost first
 * @param tries the try blocks that cover it, in the order of the exception table
 */
public record Site(
        Kind kind,
        AbstractInsnNode insn,
        @Nullable MethodInsnNode direct,
        boolean stage,
        int failure,
        boolean witness,
        boolean monitorHeld,
        int line,
        TypeState types,
        BitSet kept,
        List<Loop> loops,
        List<TryCatchBlockNode> tries) {

    /** What happens at a site. */
    public enum Kind {
        /** A call of {@code await}. */
        AWAIT,
        /** A call of {@code close()} that is awaited if the resource turns out to be an {@code AsyncCloseable}. */
        CLOSE,
        /** A returned coroutine that is awaited with a handler around it. */
        RETURN_AWAITED,
        /** A returned coroutine that takes the place of the one that returns it. */
        TAIL_CALL,
        /** {@code return result(x)} or {@code return done()}. */
        RESULT
    }

    /**
     * Tells whether the body may be suspended here, and go on afterwards.
     *
     * @return false where it ends
     */
    public boolean suspends() {
        return kind == Kind.AWAIT || kind == Kind.CLOSE || kind == Kind.RETURN_AWAITED;
    }

    /**
     * Gives what stays on the stack while the body is suspended.
     *
     * @return the types below what is awaited, the deepest first
     */
    public List<Object> stackBelow() {
        return types.stack().subList(0, types.stack().size() - (witness ? 2 : 1));
    }
}
