// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.plan;

import dev.heddle.transformer.analyse.MethodAnalysis;
import dev.heddle.transformer.analyse.Site;
import java.util.List;
import org.objectweb.asm.Type;

/**
 * What becomes of a coroutine.
 *
 * @param owner its class's internal name
 * @param inInterface whether that is an interface
 * @param analysis what is known of the method
 * @param frameName the internal name of its frame's class
 * @param bodyDescriptor the descriptor of its body, which keeps the method's name
 * @param layout where the body has its variables
 * @param states where it may be suspended
 * @param weight how much of the Java stack the body takes, in words of an interpreter's frame; less than the limit, or it could never start
 */
public record CoroutinePlan(
        String owner,
        boolean inInterface,
        MethodAnalysis analysis,
        String frameName,
        String bodyDescriptor,
        BodyLayout layout,
        List<State> states,
        int weight) {

    private static final int MOST_WITHOUT_MAKER = 15;

    /**
     * Gives the name of the method that the frame calls.
     *
     * @return {@code foo$resume}
     */
    public String entryName() {
        return analysis.method().name + "$resume";
    }

    /**
     * Gives the descriptor of the method that the frame calls.
     *
     * @return the body's; with the receiver as its first argument in an interface, where it is static: what is neither private nor static there can be overridden
     */
    public String entryDescriptor() {
        return inInterface && !analysis.isStatic() ? "(L" + owner + ";" + bodyDescriptor.substring(1) : bodyDescriptor;
    }

    /**
     * Tells whether the body awaits anything, be it at its very end.
     *
     * @return whether it passes on how deep the Java stack is
     */
    public boolean awaits() {
        return analysis.sites().stream().anyMatch(site -> site.kind() != Site.Kind.RESULT);
    }

    /**
     * Gives the types of the user's arguments that the body takes.
     *
     * @return none if they travel in the frame
     */
    public Type[] argumentTypes() {
        return layout.argumentsInFrame() ? new Type[0] : Type.getArgumentTypes(analysis.method().desc);
    }

    /**
     * Gives the descriptor of the frame's constructor.
     *
     * @return it takes the receiver, if there is one, and no arguments: so it is the same for all frames of a class
     */
    public String constructorDescriptor() {
        return analysis.isStatic() ? "()V" : "(L" + owner + ";)V";
    }

    /**
     * Tells whether the frame's class has a method that gives a frame, making one if it is passed null. It takes some 200 bytes, and spares the body a dozen at each state.
     *
     * @return true if there are so many states that the whole gets smaller
     */
    public boolean hasMaker() {
        return states.size() > MOST_WITHOUT_MAKER;
    }

    /**
     * Gives the descriptor of the method that {@link #hasMaker} is about.
     *
     * @return it takes the frame or null and, if there is one, the receiver
     */
    public String makerDescriptor() {
        String frame = "L" + frameName + ";";
        return "(" + frame + (analysis.isStatic() ? "" : "L" + owner + ";") + ")" + frame;
    }
}
