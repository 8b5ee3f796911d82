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

    /**
     * Gives the name of the method by which the frame enters the body, which is private.
     *
     * @return {@code foo$resume}
     */
    public String entryName() {
        return analysis.method().name + "$resume";
    }

    /**
     * Gives the descriptor of the method by which the frame enters the body.
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
     * Gives the types of the user's arguments that the body takes, and the frame's constructor.
     *
     * @return none if they travel in the frame
     */
    public Type[] argumentTypes() {
        return layout.argumentsInFrame() ? new Type[0] : Type.getArgumentTypes(analysis.method().desc);
    }

    /**
     * Gives the descriptor of the frame's constructor.
     *
     * @return it takes the receiver, if there is one, and the {@link #argumentTypes}
     */
    public String constructorDescriptor() {
        StringBuilder descriptor = new StringBuilder("(");
        if (!analysis.isStatic()) {
            descriptor.append('L').append(owner).append(';');
        }
        for (Type argument : argumentTypes()) {
            descriptor.append(argument.getDescriptor());
        }
        return descriptor.append(")V").toString();
    }

    /**
     * Gives the descriptor of the field type that holds the frame.
     *
     * @return the frame's descriptor
     */
    public String frameDescriptor() {
        return "L" + frameName + ";";
    }

    /**
     * Gives the descriptor of the frame's static method that gives a frame, making one if it is passed null.
     *
     * @return it takes the frame or null and, if there is one, the receiver
     */
    public String makeDescriptor() {
        return "(" + frameDescriptor() + (analysis.isStatic() ? "" : "L" + owner + ";") + ")" + frameDescriptor();
    }
}
