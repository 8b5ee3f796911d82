// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.analyse;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * What is known about a coroutine.
 *
 * @param method the method as it was read, apart from labels
 * @param kind what it returns
 * @param liveAtFrames which variables are needed at each stack map frame
 * @param restricted the variables that a debugger may not show in all of their scope
 * @param sites where it may wait or ends, in the order of the code
 * @param unmade the NEW instructions whose object is not yet initialised while the body may be suspended
 * @param constructions where these objects are initialised
 * @param receiverMoves whether the variable of {@code this} has something else in it somewhere, or, as far as the stack map frames tell, nothing: tools that shrink class files
 *     leave out what is not needed any more
 * @param oddities uses of these objects that nothing but hand-made bytecode has, and that can't be transformed
 */
public record MethodAnalysis(
        MethodNode method,
        CoroutineKind kind,
        Map<FrameNode, BitSet> liveAtFrames,
        List<VisibleVariable> restricted,
        List<Site> sites,
        Set<TypeInsnNode> unmade,
        List<Construction> constructions,
        boolean receiverMoves,
        List<AbstractInsnNode> oddities) {

    /**
     * A constructor call for an object that was not yet initialised while the body may have been suspended.
     *
     * @param call the instruction
     * @param made the NEW
     * @param types the types before the call: the object and the arguments are on top
     */
    public record Construction(AbstractInsnNode call, TypeInsnNode made, TypeState types) {}

    /**
     * Tells whether the method has no receiver.
     *
     * @return true if it is static
     */
    public boolean isStatic() {
        return (method.access & Opcodes.ACC_STATIC) != 0;
    }

    /**
     * Counts the sites where the body may be suspended.
     *
     * @return how many states it has besides the first
     */
    public int suspensions() {
        return (int) sites.stream().filter(Site::suspends).count();
    }
}
